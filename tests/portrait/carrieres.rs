use super::{defects, portrait};

#[test]
fn dump() {
    let read = portrait(include_str!("../data/portrait/carrieres.txt"));
    for i in &read.indicators {
        println!("{:8} | {} | {} | {:?} | {} | {} | {:?}", i.zone, i.name, i.unit, i.value, i.vintage, i.source, i.usage);
    }
    println!("{:#?}\n{:#?}\n{:#?}", read.mean_sizes, read.declared, read.children);
    for r in &read.audit {
        println!("{:?} {} l{} [{:?}] «{}»\n   {}\n   {}", r.weight, r.code, r.place.line, r.place.cell, r.quote, r.reason, r.remedy);
    }
    println!("{}", defects(&read).len());
}
