//! The `limpide` command.
use std::io::{BufRead, Write};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let file = args.last().unwrap();
    let hint = std::env::var("HINT").map_or(0.3, |h| h.parse().unwrap());
    let cleaner = limpide::Cleaner::builder().hint_from(hint).build().unwrap();
    let out = std::io::stdout().lock();
    let mut out = std::io::BufWriter::new(out);
    for line in std::io::BufReader::new(std::fs::File::open(file).unwrap()).lines() {
        let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = v["text"].as_str().unwrap();
        let report = cleaner.check(text);
        if args.iter().any(|a| a == "--explain") {
            for f in &report.findings {
                println!(
                    "{:?}\t{}\t{:?}\n   {:?}",
                    f.span,
                    f.found,
                    f.repairs.iter().take(3).map(|r| (&r.text, r.probability)).collect::<Vec<_>>(),
                    f.evidence.iter().map(|e| (e.kind, e.weight, e.over_next)).collect::<Vec<_>>()
                );
            }
            println!("{:?}", report.verdict);
        } else {
            serde_json::to_writer(&mut out, &limpide::report::Record::new(&v["id"], &report.findings, &report.verdict))
                .unwrap();
            out.write_all(b"\n").unwrap();
        }
    }
}
