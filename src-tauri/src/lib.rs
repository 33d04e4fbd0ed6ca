//! The desktop shell of the Cashtray terminal: windows, one-line commands, files and logs.
//!
//! It connects the parts and decides nothing about money: that is the till's. What may be called from a window is
//! listed once here and once in `permissions/app.toml`.

mod acts;
pub mod arguments;
mod aside;
mod commands;
mod connected;
mod customer;
mod data_directory;
mod desk;
mod logs;
mod only_copy;
mod opening;
mod practice;
pub mod printing;
mod qr;
mod selling;
pub mod settings;
pub mod setup;
pub mod snapshot;
pub mod speech;
pub mod staff;
mod telling;
mod web_view;
mod windows;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use tauri::Manager;

use arguments::Arguments;
use commands::{
    books, closing, customer as customer_commands, picture, practice as practice_commands,
    printing as printing_commands, sale, settings as settings_commands, setup as setup_commands, shift,
    staff as staff_commands,
};
use data_directory::DataDirectory;
use desk::Desk;
use only_copy::{OnlyCopy, Start};

/// Does what the command line says: an act without a window, or the terminal until its window is closed.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let path = match &arguments.data_dir {
        Some(path) => path.clone(),
        None => DataDirectory::usual().context("the system names no data directory; give --data-dir")?,
    };
    if let Some(act) = arguments.act.clone() {
        return act.perform(&path);
    }
    let data = DataDirectory::open(path.clone()).with_context(|| {
        format!("the data directory {} cannot be written; give another with --data-dir", path.display())
    })?;
    match only_copy::begin(data.path())? {
        Start::Only(only) => sell(arguments, data, only)?,
        Start::Shown => tracing::debug!("another copy has shown its window"),
    }
    Ok(ExitCode::SUCCESS)
}

fn sell(arguments: Arguments, data: DataDirectory, only: OnlyCopy) -> anyhow::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![
            setup_commands::ready,
            setup_commands::setup_act,
            settings_commands::settings_act,
            sale::read_amount,
            sale::warm_up,
            sale::start_sale,
            sale::sale_act,
            sale::check_now,
            shift::shift_act,
            staff_commands::staff_act,
            books::read_books,
            books::reconcile,
            books::export,
            picture::save_qr,
            printing_commands::print,
            closing::stay_open,
            closing::close_window,
            practice_commands::practice_customers,
            practice_commands::practice_scan,
            customer_commands::customer_ready,
            customer_commands::customer_act,
            customer_commands::customer_screen,
        ])
        .setup(|app| Ok(open(app, arguments, data, only)?))
        .run(tauri::generate_context!())
        .context("the window system did not start")
}

fn open(app: &tauri::App, arguments: Arguments, data: DataDirectory, only: OnlyCopy) -> anyhow::Result<()> {
    app.manage(logs::start(&data.logs()).context("the log files cannot be written")?);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "the terminal starts");
    let desk = Arc::new(Desk::new(app.handle().clone(), arguments, data));
    app.manage(Arc::clone(&desk));
    let window = windows::open_main(app.handle(), &desk).context("the window did not open")?;
    windows::guard_closing(&window, Arc::clone(&desk));
    tauri::async_runtime::spawn(customer::follow(Arc::clone(&desk)));
    tauri::async_runtime::spawn(windows::keep(Arc::clone(&desk), app.handle().clone()));
    desk.find_voice();
    let app_handle = app.handle().clone();
    app.manage(only.show_at_each_other_start(move || windows::bring_to_front(&app_handle)));
    tauri::async_runtime::spawn(staff::lock_when_idle(Arc::clone(&desk)));
    windows::take_dropped_files(&window, Arc::clone(&desk));
    if desk.arguments.practice || desk.settings().practice {
        tauri::async_runtime::spawn(practice::begin(desk));
    } else if let Some(profile) = desk.opens_by_itself() {
        tauri::async_runtime::spawn(connected::begin(desk, profile, None));
    }
    Ok(())
}
