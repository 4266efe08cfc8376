//! Arithmetic in number fields: `3*1.5`, `(2 + 4) / 3`, `1.2M`, `4,200`, `3만`.

/// Deepest nesting of brackets and signs that is followed; deeper input is refused, not recursed into.
const MAX_DEPTH: usize = 32;

/// The value of `text`, if it is a number or an expression of `+ - * / ( )` with a finite result. Commas and spaces
/// between digits are ignored; `k`, `M`, `G`, `만` (10^4) and `억` (10^8) scale the number before them.
pub fn evaluate(text: &str) -> Option<f64> {
    let tokens: Vec<char> = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',' && *c != '_')
        .collect();
    let mut parser = Parser { tokens, at: 0 };
    let value = parser.sum(0)?;
    (parser.at == parser.tokens.len() && value.is_finite()).then_some(value)
}

/// Whether `text` needs working out, rather than being a plain number.
pub fn is_expression(text: &str) -> bool {
    let plain: String = text
        .chars()
        .filter(|c| *c != ',' && !c.is_whitespace())
        .collect();
    !plain.is_empty() && plain.parse::<f64>().is_err()
}

/// `value` with at most six decimals and thousands separators: `65,536`, `0.0004`, `-1,200.5`.
pub fn format(value: f64) -> String {
    let text = format!("{value:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    let sign = if grouped == "0" && decimals.is_empty() {
        ""
    } else {
        sign
    };
    if decimals.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}.{decimals}")
    }
}

struct Parser {
    tokens: Vec<char>,
    at: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.tokens.get(self.at).copied()
    }

    fn sum(&mut self, depth: usize) -> Option<f64> {
        let mut value = self.product(depth)?;
        while let Some(op @ ('+' | '-' | '−')) = self.peek() {
            self.at += 1;
            let right = self.product(depth)?;
            value = if op == '+' {
                value + right
            } else {
                value - right
            };
        }
        Some(value)
    }

    fn product(&mut self, depth: usize) -> Option<f64> {
        let mut value = self.factor(depth)?;
        while let Some(op @ ('*' | '/' | '×' | '÷')) = self.peek() {
            self.at += 1;
            let right = self.factor(depth)?;
            value = if matches!(op, '*' | '×') {
                value * right
            } else {
                value / right
            };
        }
        Some(value)
    }

    fn factor(&mut self, depth: usize) -> Option<f64> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            '-' | '−' => {
                self.at += 1;
                self.factor(depth + 1).map(|v| -v)
            }
            '(' => {
                self.at += 1;
                let value = self.sum(depth + 1)?;
                (self.peek() == Some(')')).then(|| self.at += 1)?;
                Some(value)
            }
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Option<f64> {
        let from = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit() || c == '.') {
            self.at += 1;
        }
        let digits: String = self.tokens[from..self.at].iter().collect();
        let value: f64 = digits.parse().ok()?;
        let scale = match self.peek() {
            Some('k' | 'K') => 1e3,
            Some('M' | 'm') => 1e6,
            Some('G' | 'g') => 1e9,
            Some('만') => 1e4,
            Some('억') => 1e8,
            _ => return Some(value),
        };
        self.at += 1;
        Some(value * scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_follows_precedence_and_brackets() {
        for (text, value) in [
            ("3*1.5", 4.5),
            ("2 + 3 * 4", 14.0),
            ("(2+3)*4", 20.0),
            ("-2 - -3", 1.0),
            ("7 − 2 × 3 ÷ 2", 4.0),
            ("1,234.5", 1234.5),
            ("1.2M", 1_200_000.0),
            ("4.2억", 420_000_000.0),
            ("3만+5k", 35_000.0),
        ] {
            assert_eq!(evaluate(text), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let deep = "(".repeat(100_000);
        for text in [
            "", "abc", "1/0", "3*", "(1", "1)", "1e400", "NaN", "inf", "1.2.3", &deep,
        ] {
            assert_eq!(evaluate(text), None, "{}", &text[..text.len().min(8)]);
        }
    }

    #[test]
    fn numbers_are_written_with_separators_and_no_spare_zeros() {
        for (value, text) in [
            (65536.0, "65,536"),
            (0.0004, "0.0004"),
            (-1200.5, "-1,200.5"),
            (0.0, "0"),
            (999.0, "999"),
        ] {
            assert_eq!(format(value), text);
            assert_eq!(evaluate(text), Some(value));
        }
    }

    #[test]
    fn plain_numbers_need_no_working_out() {
        assert!(is_expression("3*1.5") && is_expression("1.2M"));
        assert!(!is_expression("1,234.5") && !is_expression(""));
    }
}
