//! Embeds the UI, and declares to Tauri which commands exist and who may call them.

use std::path::Path;

const PLACEHOLDER: &str = "<!doctype html><meta charset=\"utf-8\"><title>Cashtray Terminal</title>\
    <p>The UI is not built. Start with <code>cargo xtask run</code>, which builds it.</p>";

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=ui/dist/index.html");
    println!("cargo:rerun-if-changed=icons");
    write_placeholder_where_the_ui_is_missing();
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*").app_manifest(
            // Without an app manifest every window may call every command.
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
        );
    tauri_build::try_build(attributes).expect("tauri.conf.json, capabilities and permissions fit together");
}

/// `generate_context!` needs a page to embed; work on the Rust side must not need Node.
fn write_placeholder_where_the_ui_is_missing() {
    let index = Path::new("ui/dist/index.html");
    if index.exists() {
        return;
    }
    std::fs::create_dir_all("ui/dist").expect("the project folder can be written");
    std::fs::write(index, PLACEHOLDER).expect("the project folder can be written");
    println!("cargo:warning=the UI is not built; a placeholder page is embedded (cargo xtask run builds it)");
}
