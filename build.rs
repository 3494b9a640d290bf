//! Makes sure that the folder of the built page exists, so that the crate compiles without it: the
//! server then says how to build the page.

fn main() {
    println!("cargo:rerun-if-changed=web/dist");
    std::fs::create_dir_all("web/dist").expect("the folder of the page can be made");
}
