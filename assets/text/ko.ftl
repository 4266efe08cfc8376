# Texts of the window and the command line, Korean. Keys are shared with en.ftl; a test compares the two.
app-name = Skydraft
untitled = 제목 없음
