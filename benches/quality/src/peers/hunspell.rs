//! Asks hunspell, a spelling checker, for each word.
//!
//! Law: a word is asked once, alone on its line, so that no answer depends on how hunspell counts columns or cuts words. Elided words
//! (*l’*) and clitics (*-elle*) are not asked: it is no fault of a speller that the tokens are ours.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};

use limpide::token::{Token, TokenKind, tokens};

use crate::score::Flag;

const CURE: &str = "install it with its French dictionary (Debian: apt-get install hunspell hunspell-fr-comprehensive)";

/// What hunspell complains of in each text.
///
/// # Errors
/// When hunspell or its dictionary is missing, or its answer is not understood: why, and the cure.
pub(super) fn flags(texts: &[&str]) -> Result<Vec<Vec<Flag>>, String> {
    let mut answers: BTreeMap<&str, Option<Vec<String>>> = BTreeMap::new();
    answers.extend(texts.iter().flat_map(|text| words(text)).map(|word| (word.text, None)));
    let asked: String = answers.keys().map(|word| format!("^{}\n", word.replace('’', "'"))).collect();
    let answer = ask(&asked)?;
    // The first line is a greeting; the answers to a line end in an empty one.
    let mut lines = answer.lines().skip(1);
    for complaint in answers.values_mut() {
        loop {
            let line = lines.next().ok_or_else(|| format!("it did not answer for every word; {CURE}"))?;
            match line.chars().next() {
                None => break,
                Some('&') => complaint.get_or_insert_default().extend(suggestions(line)),
                Some('#') => _ = complaint.get_or_insert_default(),
                Some(_) => {}
            }
        }
    }
    let flag = |word: Token<'_>| {
        let repairs = answers.get(word.text)?.clone()?;
        let span = word.span();
        Some(Flag { start: span.start, end: span.end, repairs, applied: false, confidence: 0.0 })
    };
    Ok(texts.iter().map(|text| words(text).filter_map(flag).collect()).collect())
}

fn words(text: &str) -> impl Iterator<Item = Token<'_>> {
    let is_whole = |token: &Token<'_>| !token.text.starts_with('-') && !token.text.ends_with(['\'', '’', 'ʼ']);
    tokens(text).filter(|token| token.kind == TokenKind::Word).filter(is_whole)
}

/// The suggestions in `& word count offset: first, second`.
fn suggestions(line: &str) -> impl Iterator<Item = String> {
    let listed = line.split_once(": ").map_or("", |(_, listed)| listed);
    listed.split(", ").filter(|word| !word.is_empty()).map(String::from)
}

/// What hunspell prints when it is given `lines`.
fn ask(lines: &str) -> Result<String, String> {
    let hunspell = Command::new("hunspell")
        .args(["-a", "-d", "fr_FR", "-i", "utf-8"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut hunspell = hunspell.map_err(|error| match error.kind() {
        ErrorKind::NotFound => format!("there is no command “hunspell”; {CURE}"),
        _ => format!("it did not start ({error}); {CURE}"),
    })?;
    let pipe = hunspell.stdin.take();
    let output = std::thread::scope(|scope| {
        // It answers while it is still being asked; neither pipe may wait for the other. If it stops early, its answer tells.
        scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(lines.as_bytes())));
        hunspell.wait_with_output()
    });
    let output = output.map_err(|error| format!("it was cut off ({error}); run again"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("it stopped ({}); {CURE}", said.trim()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{suggestions, words};

    #[test]
    fn suggestions_stand_behind_the_colon() {
        assert!(suggestions("& entrance 2 1: entrante, en transe").eq(["entrante", "en transe"]));
        assert_eq!(suggestions("# entrance 1").count(), 0);
    }

    #[test]
    fn elided_words_and_clitics_are_not_asked() {
        assert!(words("L’avis, dit-elle, aujourd’hui").map(|word| word.text).eq(["avis", "dit", "aujourd’hui"]));
    }
}
