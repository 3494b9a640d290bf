//! Names of communes as they are compared.

use crate::territory::normalised;

/// The key of a name: without case, accents, hyphens, the leading article, and with St, Ste and
/// s/ written out.
pub fn key(name: &str) -> String {
    let name = name.replace("s/s ", "sous ").replace("s/", "sur ").replace("S/", "sur ");
    let text = normalised(&name);
    let mut words: Vec<&str> = text
        .split(' ')
        .map(|word| match word {
            "sts" => "saints",
            "stes" => "saintes",
            word => word,
        })
        .collect();
    if let Some(at) = words.iter().position(|&word| word == "cedex") {
        words.truncate(at);
    }
    if words.len() > 1 && matches!(words[0], "le" | "la" | "les" | "l") {
        words.remove(0);
    }
    words.join(" ")
}
