//! Is this text French?
//!
//! Law: asked only when something was found, and of at most [`SAMPLE`] bytes, for a detector costs more than the scan of
//! a whole article. It is a gate on articles, never the detector of damage: word by word it flags 74 clean words in a thousand.

/// Bytes looked at.
const SAMPLE: usize = 1024;
/// Words that French is full of and its neighbours are not, sorted; and how many of a hundred words they must make for a
/// detector, who takes as long as all the rest, not to be asked. In articles they make 14 to 25.
const FRENCH: [&str; 28] = [
    "au", "aux", "avec", "cette", "dans", "depuis", "des", "du", "elle", "est", "et", "ils", "leur", "les", "mais",
    "nous", "ont", "par", "plus", "pour", "qui", "selon", "ses", "sont", "sur", "une", "vous", "être",
];
const PERCENT: usize = 11;
/// Below this many bytes a detector guesses; the text gets the benefit of the doubt.
const TOO_SHORT: usize = 120;

/// False when `text` is surely in another language.
#[cfg(feature = "whatlang")]
pub(crate) fn may_be_french(text: &str) -> bool {
    use whatlang::{Detector, Lang};
    if text.len() < TOO_SHORT {
        return true;
    }
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
        french += usize::from(FRENCH.binary_search(&word).is_ok());
    }
    100 * french >= PERCENT * words
}

/// Always true: without the `whatlang` feature every text is taken for French.
#[cfg(not(feature = "whatlang"))]
pub(crate) fn may_be_french(_: &str) -> bool {
    let _ = (SAMPLE, TOO_SHORT, FRENCH, PERCENT);
    true
}
