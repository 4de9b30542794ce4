//! Is a confidence of 0.9 right nine times in ten?
//!
//! Every finding on the spun fixtures goes into one of ten bins by its confidence, applied or not. It is right when its repair alone
//! gives back what stood there, capital included; a finding where nothing was damaged is wrong. The expected calibration error is the
//! gap between mean confidence and share right, averaged over the bins by their counts.
//!
//! Law: findings are taken as the usual settings show them. Lowering the threshold for hints was rejected: thousands of findings near
//! zero are right to be there, and would drown the bins that anybody acts on.

use core::fmt;

use crate::bed::{Bed, SEEDS};
use crate::grid::Grid;
use crate::kinds::Kinds;
use crate::score::Flag;
use crate::sources;
use crate::spin::{Profile, Spun};

const BINS: usize = 10;

/// Findings by their confidence.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    all: Bins,
    by_profile: [Bins; 2],
    held: Bins,
}

#[derive(Clone, Copy, Debug, Default)]
struct Bins([Bin; BINS]);

#[derive(Clone, Copy, Debug, Default)]
struct Bin {
    findings: usize,
    right: usize,
    confidence: f64,
}

impl Calibration {
    /// Measures the cleaner with the usual settings.
    ///
    /// # Errors
    /// When a fixture or a source cannot be read.
    pub fn measure() -> Result<Self, String> {
        let (bed, kinds, cleaner) = (Bed::read()?, Kinds::read()?, sources::cleaner(false)?);
        let mut calibration = Self::default();
        for (profile, of_profile) in Profile::ALL.into_iter().zip(&mut calibration.by_profile) {
            for spun in bed.spun_at_all_seeds(profile) {
                for flag in Flag::of(&cleaner.check(&spun.text)) {
                    let is_right = flag.is_right(&spun);
                    calibration.all.add(&flag, is_right);
                    of_profile.add(&flag, is_right);
                    if is_held(&kinds, &spun, &flag) {
                        calibration.held.add(&flag, is_right);
                    }
                }
            }
        }
        Ok(calibration)
    }
}

/// True unless the flag touches damage by a pair that the dictionary does not hold.
fn is_held(kinds: &Kinds, spun: &Spun, flag: &Flag) -> bool {
    spun.gold.iter().filter(|gold| flag.touches(gold)).all(|gold| kinds.is_held(gold))
}

impl Bins {
    fn add(&mut self, flag: &Flag, is_right: bool) {
        let at = ((flag.confidence * BINS as f32) as usize).min(BINS - 1);
        if let Some(bin) = self.0.get_mut(at) {
            bin.findings += 1;
            bin.right += usize::from(is_right);
            bin.confidence += f64::from(flag.confidence);
        }
    }

    fn sum(&self) -> Bin {
        self.0.iter().fold(Bin::default(), |sum, bin| Bin {
            findings: sum.findings + bin.findings,
            right: sum.right + bin.right,
            confidence: sum.confidence + bin.confidence,
        })
    }

    /// The expected calibration error.
    fn error(&self) -> f64 {
        let gaps: f64 = self.0.iter().map(|bin| (bin.confidence - bin.right as f64).abs()).sum();
        gaps / self.sum().findings.max(1) as f64
    }
}

impl Bin {
    fn cells(&self) -> [String; 3] {
        let mean =
            |sum: f64| if self.findings == 0 { "–".into() } else { format!("{:.3}", sum / self.findings as f64) };
        [self.findings.to_string(), mean(self.confidence), mean(self.right as f64)]
    }
}

impl fmt::Display for Calibration {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seeds = SEEDS.map(|seed| seed.to_string()).join(", ");
        let title = format!(
            "cargo run --release -p limpide-bench -- calibration > benches/quality/calibration.txt\n\n\
             Findings on the spun fixtures (both engines, seeds {seeds}) by confidence, applied or not"
        );
        let mut grid = Grid::new(title, ["confidence", "findings", "mean", "right"]);
        for (at, bin) in self.all.0.iter().enumerate() {
            let [findings, mean, right] = bin.cells();
            let (from, to) = (at as f32 / BINS as f32, (at + 1) as f32 / BINS as f32);
            grid.row([format!("{from:.1} to {to:.1}"), findings, mean, right]);
        }
        writeln!(out, "{grid}")?;
        let mut grid = Grid::new("Expected calibration error", ["", "findings", "mean", "right", "error"]);
        let [exhaustive, loose] = &self.by_profile;
        for (what, bins) in [
            ("all", &self.all),
            (Profile::Exhaustive.name(), exhaustive),
            (Profile::Loose.name(), loose),
            ("where the dictionary holds the pair", &self.held),
        ] {
            let [findings, mean, right] = bins.sum().cells();
            grid.row([what.to_string(), findings, mean, right, format!("{:.3}", bins.error())]);
        }
        write!(out, "{grid}")
    }
}
