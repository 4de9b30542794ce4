//! The tables: every place is counted once, every finding in one bin, and clean articles stand beside the spun ones.

use limpide_bench::calibration::Calibration;
use limpide_bench::quality::Quality;
use serde_json::Value;

#[test]
fn every_place_is_counted_once_in_each_way_of_telling_kinds_apart() -> Result<(), String> {
    for without_observed in [false, true] {
        let quality = Quality::measure(without_observed)?;
        let quality = serde_json::to_value(&quality).map_err(|error| error.to_string())?;
        let sum = |rows: &Value, figure: &str| -> u64 {
            rows.as_array().into_iter().flatten().filter_map(|row| row[figure].as_u64()).sum()
        };
        for way in quality["kinds"].as_array().into_iter().flatten() {
            for figure in ["places", "exact", "detected", "top3"] {
                assert_eq!(sum(&way["rows"], figure), sum(&quality["sets"], figure), "{figure} {}", way["way"]);
            }
        }
        assert_eq!(quality["sets"][0]["set"], "clean");
        assert_eq!(quality["sets"][0]["places"], 0);
        assert!(sum(&quality["sets"], "places") > 5000);
    }
    Ok(())
}

#[test]
fn the_table_of_confidence_is_the_same_each_time() -> Result<(), String> {
    let table = Calibration::measure()?.to_string();
    assert_eq!(table, Calibration::measure()?.to_string());
    assert!(table.lines().all(|line| line == line.trim_end()), "no blank at the end of a line");
    Ok(())
}
