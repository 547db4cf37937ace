//! The browser's command line. Measured flag by flag: what is here takes memory or traffic away, or keeps a session apart.

use super::config::BrowserConfig;
use crate::EngineError;
use std::path::Path;

/// Parts of Chromium that a page on its own does not need. The names belong to a build: count processes after an upgrade.
const OFF: &str = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,PreloadTopChromeWebUI,\
SpareRendererForSitePerProcess,Translate,MediaRouter,OptimizationHints,DialMediaRouteProvider,SegmentationPlatform,\
LensOverlay,BackForwardCache,AudioServiceOutOfProcess,HttpsUpgrades";

/// Everything the browser is started with.
pub(super) fn flags(
    config: &BrowserConfig,
    profile: &Path,
    version: &str,
    memory_cap_bytes: u64,
) -> Result<Vec<String>, EngineError> {
    let mut flags: Vec<String> = [
        "--headless=new",
        // Commands come by this, and the first page with them.
        "--remote-debugging-pipe",
        "--no-startup-window",
        // Says to the page that a program is at work (`navigator.webdriver`).
        "--enable-automation",
        // Nobody looks at the page: without these it would be put to sleep.
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
        "--disable-renderer-backgrounding",
        "--disable-hang-monitor",
        "--disable-popup-blocking",
        "--disable-prompt-on-repost",
        "--disable-client-side-phishing-detection",
        "--disable-default-apps",
        "--disable-gpu",
        "--in-process-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--disable-breakpad",
        "--disable-crash-reporter",
        "--disable-software-rasterizer",
        "--disable-3d-apis",
        "--disk-cache-size=33554432",
        "--mute-audio",
        "--password-store=basic",
        "--enable-features=NetworkServiceInProcess2",
        // Its picture is kept several times over: measured, 1.3 MB a session less than 1100 by 800.
        "--window-size=960,600",
    ]
    .map(str::to_owned)
    .to_vec();
    flags.push(format!("--disable-features={OFF}"));
    flags.push(format!(
        "--js-flags=--optimize-for-size --max-old-space-size={}",
        heap_cap_mb(memory_cap_bytes)
    ));
    flags.push(format!("--user-agent={}", user_agent(version)));
    flags.push(format!("--lang={}", config.locale));
    flags.push(format!("--host-resolver-rules={}", host_rules(config)?));
    flags.push(format!("--user-data-dir={}", profile.display()));
    if nix::unistd::geteuid().is_root() {
        // Chromium refuses to start as root with its sandbox on. Production runs as another user, with it.
        flags.push("--no-sandbox".to_owned());
    }
    Ok(flags)
}

/// The JavaScript heap that makes a session of `cap` bytes: measured, PSS is about 118 MB + 1.27 × heap.
fn heap_cap_mb(cap: u64) -> u64 {
    const FLOOR_MB: u64 = 118;
    (((cap / (1024 * 1024)).saturating_sub(FLOOR_MB)) * 100 / 127).clamp(96, 4096)
}

/// The user agent of this very browser without the word "Headless", for which WhatsApp Web shows no page at all.
fn user_agent(version: &str) -> String {
    let major = version.split('.').next().unwrap_or(version);
    format!(
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"
    )
}

/// No name resolves except those of the page and of WhatsApp.
fn host_rules(config: &BrowserConfig) -> Result<String, EngineError> {
    let page = url::Url::parse(&config.page_url)
        .map_err(|error| EngineError::Start(format!("the page's address is wrong: {error}")))?;
    let host = page
        .host_str()
        .ok_or_else(|| EngineError::Start("the page's address has no host".to_owned()))?;
    let mut rules = "MAP * ~NOTFOUND".to_owned();
    let whatsapp = ["*.whatsapp.com", "*.whatsapp.net"];
    for host in whatsapp
        .into_iter()
        .chain([host])
        .chain(config.extra_hosts.iter().map(String::as_str))
    {
        rules.push_str(", EXCLUDE ");
        rules.push_str(host);
    }
    Ok(rules)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(config: &BrowserConfig) -> Vec<String> {
        flags(config, Path::new("/p"), "156.0.8078.79", 400 * 1024 * 1024).unwrap()
    }

    #[test]
    fn only_the_page_and_whatsapp_resolve() {
        let mut config = BrowserConfig::new("/d".into());
        config.page_url = "http://127.0.0.1:4000/?x=1".to_owned();
        config.extra_hosts = vec!["*.example.org".to_owned()];
        assert!(made(&config).contains(
            &"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.whatsapp.com, EXCLUDE *.whatsapp.net, \
              EXCLUDE 127.0.0.1, EXCLUDE *.example.org"
                .to_owned()
        ));
    }

    #[test]
    fn the_user_agent_is_the_real_version_and_nothing_hides_the_automation() {
        let made = made(&BrowserConfig::new("/d".into()));
        assert!(made.contains(
            &"--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
              Chrome/156.0.0.0 Safari/537.36"
                .to_owned()
        ));
        assert!(
            !made
                .iter()
                .any(|flag| flag.contains("AutomationControlled"))
        );
    }

    #[test]
    fn the_heap_cap_follows_the_memory_cap() {
        assert_eq!(heap_cap_mb(0), 96);
        assert_eq!(heap_cap_mb(600 * 1024 * 1024), 379);
        assert_eq!(heap_cap_mb(u64::MAX), 4096);
    }

    #[test]
    fn the_sandbox_is_given_up_only_as_root() {
        let made = made(&BrowserConfig::new("/d".into()));
        assert_eq!(
            made.contains(&"--no-sandbox".to_owned()),
            nix::unistd::geteuid().is_root()
        );
    }
}
