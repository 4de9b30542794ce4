//! Is this text French?
//!
//! Law: asked only when something was found, and of at most [`SAMPLE`] bytes of the longest line, for a detector costs more
//! than the scan of a whole article, and a page may begin with a menu in whatever language. It is a gate on articles, never the detector of damage: word by word it flags 74 clean words in a thousand.

/// Bytes looked at.
const SAMPLE: usize = 1024;
/// How many of a hundred words the words of French grammar must make for a detector, who takes as long as all the rest, not
/// to be asked. In nineteen articles of twenty they do.
const PERCENT: usize = 9;
/// How many of them it takes: a sentence or two prove nothing, for *des* is German, too.
const ENOUGH: usize = 8;
/// Below this many bytes a detector guesses: the text gets the benefit of the doubt where anything in it is French.
const TOO_SHORT: usize = 120;

/// False when `text` is surely in another language, or too short to tell and without a trace of French, unless it is
/// `expected` to be damaged French: the title of an English feed is an article of four words.
#[cfg(feature = "whatlang")]
pub(crate) fn may_be_french(text: &str, expected: bool) -> bool {
    use whatlang::{Detector, Lang};
    if text.len() < TOO_SHORT {
        return expected || shows_french(text);
    }
    let text = text.lines().max_by_key(|line| line.len()).unwrap_or(text);
    let sample = text.get(..text.floor_char_boundary(SAMPLE)).unwrap_or(text);
    if is_plainly_french(sample) {
        return true;
    }
    let rivals = vec![Lang::Fra, Lang::Eng, Lang::Spa, Lang::Ita, Lang::Por, Lang::Deu, Lang::Nld, Lang::Cat];
    Detector::with_allowlist(rivals)
        .detect(sample)
        .is_none_or(|found| found.lang() == Lang::Fra || !found.is_reliable())
}

/// True when French words of grammar are as many as only French has them.
#[cfg(feature = "whatlang")]
fn is_plainly_french(text: &str) -> bool {
    let (mut words, mut french) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        words += 1;
        french += usize::from(is_grammar(word));
    }
    french >= ENOUGH && 100 * french >= PERCENT * words
}

/// True when something in the text is French: an accent, an elision, or a word that English lacks.
#[cfg(feature = "whatlang")]
fn shows_french(text: &str) -> bool {
    if text.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
        return true;
    }
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic() && !matches!(c, '\'' | '’'));
    words.any(|word| {
        let elided = word.split_once(['\'', '’']).is_some_and(|(before, behind)| {
            matches!(before, "l" | "d" | "c" | "j" | "m" | "n" | "s" | "t" | "qu") && !behind.is_empty()
        });
        let small = matches!(
            word,
            "le" | "la" | "un" | "de" | "ce" | "ces" | "que" | "ne" | "pas" | "il" | "chez" | "sans" | "sous"
        );
        elided || small || is_grammar(word)
    })
}

/// A word that French is full of and its neighbours are not.
#[cfg(feature = "whatlang")]
fn is_grammar(word: &str) -> bool {
    #[rustfmt::skip]
    let is = matches!(
        word,
        "ainsi" | "alors" | "après" | "au" | "aussi" | "aux" | "avait" | "avec" | "avoir" | "cela" | "celle"
            | "celui" | "ces" | "cet" | "cette" | "ceux" | "chez" | "comme" | "dans" | "depuis" | "des" | "deux"
            | "dont" | "du" | "elle" | "est" | "et" | "était" | "été" | "être" | "faire" | "fait" | "ils" | "jusqu"
            | "les" | "leur" | "leurs" | "lors" | "lorsque" | "mais" | "même" | "notre" | "nous" | "ont" | "où"
            | "par" | "peut" | "plus" | "pour" | "puis" | "qu" | "quand" | "quelques" | "qui" | "sans" | "selon"
            | "ses" | "soit" | "sont" | "sous" | "sur" | "tous" | "tout" | "toute" | "toutes" | "très" | "une"
            | "vous"
    );
    is
}

/// Always true: without the `whatlang` feature every text is taken for French.
#[cfg(not(feature = "whatlang"))]
pub(crate) fn may_be_french(_: &str, _: bool) -> bool {
    let _ = (SAMPLE, TOO_SHORT, PERCENT, ENOUGH);
    true
}

#[cfg(all(test, feature = "whatlang"))]
mod tests {
    use super::*;

    #[test]
    fn french_is_told_by_its_words_of_grammar_and_no_neighbour_is() {
        let french = "Les élus de la ville ont voté lundi pour une aide aux écoles, selon le maire et ses adjoints. ";
        assert!(is_plainly_french(&french.repeat(4)));
        assert!(!is_plainly_french("Das Geld des Landes und die Leiter des Amtes."));
        for text in [
            "Los concejales de la ciudad votaron a favor de una ayuda a las escuelas, según el alcalde y sus adjuntos. ",
            "Els regidors de la ciutat han votat a favor d'una ajuda per a les escoles, segons l'alcalde i els adjunts. ",
            "Die Räte der Stadt stimmten für eine Hilfe an die Schulen, so der Bürgermeister; das Geld des Landes reicht. ",
            "The councillors of the city voted for a new plan on Monday, said the mayor and all of his deputies in town. ",
        ] {
            assert!(!is_plainly_french(&text.repeat(9)), "{text}");
        }
    }
}
