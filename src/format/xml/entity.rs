//! What stands for a character: `&amp;`, `&#233;`, `&eacute;`.
//!
//! Law: an entity is decoded for reading only, and only into one character. Names of HTML are known without a declaration, for
//! feeds use them so; a name that the document declares for itself means what it likes, and is not decoded.

use std::collections::BTreeSet;

use crate::format::spelling::NAMES;

/// The names that a document type declaration defines.
#[derive(Debug, Default)]
pub(super) struct Declared<'t>(BTreeSet<&'t str>);

impl<'t> Declared<'t> {
    /// Those in the text of a declaration.
    pub(super) fn of(doctype: &'t str) -> Self {
        let declarations = doctype.split("<!ENTITY").skip(1);
        Self(declarations.filter_map(|rest| rest.split_ascii_whitespace().next()).collect())
    }

    /// The character of an entity, which is given without its signs: `amp`, `#233`.
    pub(super) fn character(&self, entity: &str) -> Option<char> {
        if let Some(number) = entity.strip_prefix('#') {
            return match number.strip_prefix(['x', 'X']) {
                Some(digits) => code(digits, 16),
                None => code(number, 10),
            };
        }
        let predefined = PREDEFINED.iter().find(|(_, name)| *name == entity);
        let known = predefined.or_else(|| {
            let named = || NAMES.iter().chain(&MORE).find(|(_, name)| *name == entity);
            if self.0.contains(entity) { None } else { named() }
        });
        known.map(|(character, _)| *character)
    }
}

/// True where a text holds what HTML would read as an entity.
pub(super) fn is_in(text: &str) -> bool {
    text.split('&').skip(1).any(|behind| {
        let name = behind.trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
        name.starts_with(';') && name.len() < behind.len()
    })
}

fn code(digits: &str, radix: u32) -> Option<char> {
    // A sign is no digit.
    let code = u32::from_str_radix(digits, radix).ok().filter(|_| !digits.starts_with('+'))?;
    char::from_u32(code).filter(|character| *character != '\0')
}

const PREDEFINED: [(char, &str); 5] = [('&', "amp"), ('<', "lt"), ('>', "gt"), ('"', "quot"), ('\'', "apos")];

/// Names that news uses beside those which a repair can be spelled with.
const MORE: [(char, &str); 41] = [
    ('“', "ldquo"),
    ('”', "rdquo"),
    ('„', "bdquo"),
    ('‚', "sbquo"),
    ('‹', "lsaquo"),
    ('›', "rsaquo"),
    ('€', "euro"),
    ('£', "pound"),
    ('¥', "yen"),
    ('¢', "cent"),
    ('§', "sect"),
    ('¶', "para"),
    ('©', "copy"),
    ('®', "reg"),
    ('™', "trade"),
    ('°', "deg"),
    ('º', "ordm"),
    ('ª', "ordf"),
    ('¹', "sup1"),
    ('²', "sup2"),
    ('³', "sup3"),
    ('½', "frac12"),
    ('¼', "frac14"),
    ('¾', "frac34"),
    ('·', "middot"),
    ('•', "bull"),
    ('†', "dagger"),
    ('×', "times"),
    ('÷', "divide"),
    ('±', "plusmn"),
    ('−', "minus"),
    ('‰', "permil"),
    ('′', "prime"),
    ('″', "Prime"),
    ('→', "rarr"),
    ('\u{2002}', "ensp"),
    ('\u{2003}', "emsp"),
    ('\u{2009}', "thinsp"),
    ('\u{200c}', "zwnj"),
    ('\u{200d}', "zwj"),
    ('ß', "szlig"),
];
