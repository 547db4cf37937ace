//! What is put into the page: the settings wa-js must find, wa-js itself, and the bridge.

use super::config::BrowserConfig;
use crate::EngineError;
use std::borrow::Cow;

mod built {
    include!(concat!(env!("OUT_DIR"), "/bundles.rs"));
}

/// Before wa-js: no analytics, no strangers' servers for link previews, no name of its own on the person's phone.
const SETTINGS: &str = "window.WPPConfig = Object.assign(window.WPPConfig || {}, {disableGoogleAnalytics: true, \
     linkPreviewApiServers: [], poweredBy: null, deviceName: false});\n";

/// One script for every new document. Only the page itself gets it, not the frames in it.
pub(super) async fn script(config: &BrowserConfig) -> Result<String, EngineError> {
    let wa_js: Cow<'static, str> = match &config.wa_js {
        Some(path) => tokio::fs::read_to_string(path)
            .await
            .map_err(|error| EngineError::Missing {
                what: format!("the wa-js bundle {} ({error})", path.display()),
                mend: "correct SIAR_WA_JS, or unset it to use the built-in bundle".to_owned(),
            })?
            .into(),
        None => built::WA_JS.ok_or_else(|| not_built("wa-js"))?.into(),
    };
    let bridge = built::BRIDGE.ok_or_else(|| not_built("the page bridge"))?;
    Ok(format!(
        "if (window.top === window) {{\n{SETTINGS}{wa_js}\n;{bridge}\n}}"
    ))
}

fn not_built(what: &str) -> EngineError {
    EngineError::Missing {
        what: what.to_owned(),
        mend: "run `npm ci && npm run build` in web/ and build Siar again".to_owned(),
    }
}
