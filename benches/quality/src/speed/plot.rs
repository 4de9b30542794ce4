//! The rate of each way by the size of the dictionary, drawn as SVG.
//!
//! Law: the picture is made of the figures it is given and nothing else, and reads in black and white.

/// A way, and its rate in MB/s for each number of words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) points: Vec<(usize, f64)>,
}

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 70.0;
const RIGHT: f64 = 230.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 60.0;
/// Rates from and to, in MB/s; a line for each tenfold.
const RATES: [f64; 2] = [1.0, 10_000.0];
/// How the lines are told apart.
const DASHES: [&str; 6] = ["none", "8 3", "2 3", "10 3 2 3", "5 5", "1 6"];

pub(super) fn draw(lines: &[Line]) -> String {
    let sizes: Vec<usize> =
        lines.first().map(|line| line.points.iter().map(|(size, _)| *size).collect()).unwrap_or_default();
    let most = sizes.iter().copied().max().unwrap_or(1) as f64;
    let least = sizes.iter().copied().min().unwrap_or(1) as f64;
    let x = |size: f64| {
        LEFT + (WIDTH - LEFT - RIGHT) * ((size / least).ln() / (most / least).ln().max(1e-9)).clamp(0.0, 1.0)
    };
    let y = |rate: f64| {
        let part = (rate.clamp(RATES[0], RATES[1]) / RATES[0]).ln() / (RATES[1] / RATES[0]).ln();
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"{LEFT}\" y=\"22\" font-size=\"15\">Clean French prose, MB/s by number of words looked for (one core)</text>\n"
    );
    for rate in [1.0, 10.0, 100.0, 1000.0, 10_000.0] {
        let at = y(rate);
        svg += &format!(
            "<line x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#ccc\"/>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{rate}</text>\n",
            WIDTH - RIGHT,
            LEFT - 8.0,
            at + 4.0
        );
    }
    for size in &sizes {
        svg += &format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{size}</text>\n",
            x(*size as f64),
            HEIGHT - BOTTOM + 22.0
        );
    }
    let mut labels: Vec<f64> = Vec::new();
    let mut ordered: Vec<&Line> = lines.iter().collect();
    ordered.sort_by(|a, b| last(b).total_cmp(&last(a)));
    for (line, dash) in ordered.iter().zip(DASHES.iter().cycle()) {
        let points: Vec<String> =
            line.points.iter().map(|(size, rate)| format!("{:.1},{:.1}", x(*size as f64), y(*rate))).collect();
        let wanted = y(last(line)) + 4.0;
        let label = labels.last().map_or(wanted, |above| wanted.max(above + 15.0));
        labels.push(label);
        svg += &format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#000\" stroke-width=\"1.6\" stroke-dasharray=\"{dash}\"/>\n\
             <text x=\"{:.1}\" y=\"{label:.1}\">{}</text>\n",
            points.join(" "),
            WIDTH - RIGHT + 8.0,
            line.name
        );
    }
    svg + "</svg>\n"
}

fn last(line: &Line) -> f64 {
    line.points.last().map_or(0.0, |(_, rate)| *rate)
}
