//! Keys as shortcuts mean them: digits by where they are on the keyboard, everything else by what they say, and nothing at
//! all while an input method composes a syllable.
//!
//! Shift+1 says `!` on most layouts and `1` on a French one, and the number pad says `End` for it: only the place of the
//! key is the same everywhere. Letters go by what they say, so that Ctrl+Z is where a Dvorak or AZERTY keyboard prints Z;
//! a layout without Latin letters (Hangul, Cyrillic) reports the letter of the same place on a Latin keyboard, see
//! `egui_winit::State`.

use egui::{Context, Event, ImeEvent, Key, KeyboardShortcut, Modifiers};

/// A key that went down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// What it says.
    pub key: Key,
    /// Where it is, by its name on an American keyboard.
    pub place: Option<Key>,
    /// Keys held with it.
    pub modifiers: Modifiers,
}

impl Stroke {
    /// The stroke of an event, if it is one.
    pub fn of(event: &Event) -> Option<Stroke> {
        match *event {
            Event::Key {
                key,
                physical_key,
                pressed: true,
                modifiers,
                ..
            } => Some(Stroke {
                key,
                place: physical_key,
                modifiers,
            }),
            _ => None,
        }
    }

    /// Whether it is the key of `shortcut` by its place: digits only.
    pub fn is_at(self, shortcut: &KeyboardShortcut) -> bool {
        is_digit(shortcut.logical_key)
            && self.place == Some(shortcut.logical_key)
            && self.modifiers.matches_exact(shortcut.modifiers)
    }

    /// Whether it is the key of `shortcut` by what it says. Signs that need Shift on some layouts do not ask for it.
    pub fn says(self, shortcut: &KeyboardShortcut) -> bool {
        let mut modifiers = self.modifiers;
        if matches!(shortcut.logical_key, Key::Plus | Key::Questionmark) {
            modifiers.shift = shortcut.modifiers.shift;
        }
        self.key == shortcut.logical_key && modifiers.matches_exact(shortcut.modifiers)
    }
}

fn is_digit(key: Key) -> bool {
    matches!(
        key,
        Key::Num0
            | Key::Num1
            | Key::Num2
            | Key::Num3
            | Key::Num4
            | Key::Num5
            | Key::Num6
            | Key::Num7
            | Key::Num8
            | Key::Num9
    )
}

/// What is known of a composition.
#[derive(Clone, Copy, Debug, Default)]
struct Composition {
    pass: u64,
    before: bool,
    after: bool,
}

/// Whether an input method composes: the keys of this frame are its own, also the one that ends the syllable.
pub fn composing(ctx: &Context) -> bool {
    let id = egui::Id::new("composition");
    let pass = ctx.cumulative_pass_nr();
    let mut known: Composition = ctx.data(|d| d.get_temp(id)).unwrap_or_default();
    if known.pass != pass {
        known.pass = pass;
        // A field that is gone can end no syllable.
        known.before = known.after && ctx.text_edit_focused();
        known.after = known.before;
    }
    ctx.input(|i| {
        for event in &i.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => {
                    known.before |= known.after || !text.is_empty();
                    known.after = !text.is_empty();
                }
                Event::Ime(ImeEvent::Commit(_)) => {
                    known.before = true;
                    known.after = false;
                }
                _ => {}
            }
        }
    });
    ctx.data_mut(|d| d.insert_temp(id, known));
    known.before || known.after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(key: Key, place: Key, modifiers: Modifiers) -> Stroke {
        Stroke {
            key,
            place: Some(place),
            modifiers,
        }
    }

    #[test]
    fn digits_go_by_their_place() {
        let fit = KeyboardShortcut::new(Modifiers::SHIFT, Key::Num1);
        // An American keyboard, a French one, and the number pad with Num Lock.
        for key in [Key::Exclamationmark, Key::Num1, Key::End] {
            assert!(
                stroke(key, Key::Num1, Modifiers::SHIFT).is_at(&fit),
                "{key:?}"
            );
        }
        assert!(!stroke(Key::Num1, Key::Num1, Modifiers::NONE).is_at(&fit));
        let zoom = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
        assert!(!stroke(Key::W, Key::Z, Modifiers::COMMAND).is_at(&zoom));
    }

    #[test]
    fn letters_go_by_what_they_say_with_exactly_these_keys_held() {
        let undo = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
        // AZERTY prints Z where an American keyboard has W.
        assert!(stroke(Key::Z, Key::W, Modifiers::COMMAND).says(&undo));
        let redo = Modifiers::COMMAND | Modifiers::SHIFT;
        assert!(!stroke(Key::Z, Key::Z, redo).says(&undo));
        let help = KeyboardShortcut::new(Modifiers::NONE, Key::Questionmark);
        assert!(stroke(Key::Questionmark, Key::Slash, Modifiers::SHIFT).says(&help));
    }
}
