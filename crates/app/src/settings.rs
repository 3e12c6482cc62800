//! Settings of this vault.

use crate::failure::Failure;
use crate::session::{App, Now};
use crate::wire::wire;

wire! {
    /// Settings.
    pub struct Settings {
        /// system, light or dark.
        #[cfg_attr(feature = "typescript", ts(type = "\"system\" | \"light\" | \"dark\""))]
        pub theme: String,
        /// zh or en.
        #[cfg_attr(feature = "typescript", ts(type = "\"zh\" | \"en\""))]
        pub language: String,
        /// Minutes without anybody after which the vault is locked, 1 to 10.
        #[serde(default = "usual_idle")]
        pub idle: u32,
    }

    /// Asks for the settings.
    pub struct SettingsRequest {}
}

const THEMES: [&str; 3] = ["system", "light", "dark"];
const LANGUAGES: [&str; 2] = ["zh", "en"];

/// The settings, or what they are before anybody chose.
pub(crate) fn settings(app: &mut App, _: SettingsRequest, _: Now) -> Result<Settings, Failure> {
    let vault = app.vault()?;
    let theme = vault.setting("theme")?.unwrap_or_else(|| "system".into());
    let language = vault.setting("language")?.unwrap_or_else(|| "zh".into());
    let idle = idle_minutes(vault);
    Ok(Settings { theme, language, idle })
}

fn usual_idle() -> u32 {
    IDLE
}

/// Longest and usual time without anybody before the vault is locked, in minutes.
const IDLE: u32 = 10;

/// After how many minutes without anybody the vault is locked.
pub(crate) fn idle_minutes(vault: &store::Vault) -> u32 {
    let kept = vault.setting("idle").ok().flatten();
    kept.and_then(|kept| kept.parse().ok())
        .map_or(IDLE, |idle: u32| idle.clamp(1, IDLE))
}

/// Changes the settings.
pub(crate) fn set_settings(app: &mut App, request: Settings, now: Now) -> Result<Settings, Failure> {
    if !THEMES.contains(&request.theme.as_str()) || !LANGUAGES.contains(&request.language.as_str()) {
        return Err(Failure::invalid("没有这个外观或者语言选项，请重新选择。"));
    }
    if !(1..=IDLE).contains(&request.idle) {
        return Err(Failure::invalid("无人操作的锁定时间在1到10分钟之间，请重新选择。"));
    }
    let vault = app.vault()?;
    vault.set_setting("idle", &request.idle.to_string())?;
    vault.set_setting("theme", &request.theme)?;
    vault.set_setting("language", &request.language)?;
    settings(app, SettingsRequest {}, now)
}
