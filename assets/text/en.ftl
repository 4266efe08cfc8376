# Texts of the window and the command line, English. Keys are shared with ko.ftl; a test compares the two.
app-name = Skydraft
untitled = Untitled
