//! From where somebody logs in: which program on which system, in which network. Two log-ins are from the same place when both agree.

use std::net::IpAddr;

/// So many letters about new places one person gets in a day: whoever travels, or is being guessed at, is told and not flooded.
pub const LETTERS_A_DAY: i64 = 3;

/// A program's name is cut here: what it calls itself is anybody's text.
const NAME_LENGTH: usize = 60;

/// Where a log-in comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    program: Option<String>,
    network: Option<String>,
}

impl Place {
    /// The place of an address and of what a program calls itself.
    #[must_use]
    pub fn of(ip: Option<&str>, user_agent: Option<&str>) -> Self {
        Self {
            program: user_agent.and_then(program),
            network: ip.map(network),
        }
    }
}

/// What a browser or program is, as people call it and whatever its version: "Chrome, Android". `None` where it does not say.
#[must_use]
pub fn program(user_agent: &str) -> Option<String> {
    let first = |names: &[(&[&str], &'static str)]| {
        let named =
            |(marks, _): &&(&[&str], &str)| marks.iter().any(|mark| user_agent.contains(mark));
        names.iter().find(named).map(|(_, name)| *name)
    };
    if let Some(browser) = first(BROWSERS) {
        return Some(match first(SYSTEMS) {
            Some(system) => format!("{browser}, {system}"),
            None => browser.to_owned(),
        });
    }
    let name: String = user_agent
        .trim_start()
        .chars()
        .take_while(|letter| *letter != '/' && !letter.is_whitespace())
        .take(NAME_LENGTH)
        .collect();
    (!name.is_empty()).then_some(name)
}

/// Each of them also names those it wants to be taken for, so the order matters.
const BROWSERS: &[(&[&str], &str)] = &[
    (&["Edg/", "EdgA/", "EdgiOS/", "Edge/"], "Edge"),
    (&["OPR/", "Opera"], "Opera"),
    (&["SamsungBrowser/"], "Samsung Internet"),
    (&["Firefox/", "FxiOS/"], "Firefox"),
    (&["Chrome/", "CriOS/"], "Chrome"),
    (&["Safari/"], "Safari"),
];

const SYSTEMS: &[(&[&str], &str)] = &[
    (&["Android"], "Android"),
    (&["iPhone", "iPod"], "iPhone"),
    (&["iPad"], "iPad"),
    (&["Windows"], "Windows"),
    (&["Macintosh", "Mac OS X"], "Mac"),
    (&["CrOS"], "ChromeOS"),
    (&["Linux"], "Linux"),
];

/// The part of an address that stays while a provider gives its customer another one: /24 of IPv4, /48 of IPv6.
fn network(ip: &str) -> String {
    match ip.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
        Err(_) => ip.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHROME: &str = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";

    #[test]
    fn programs_have_the_names_that_people_know() {
        for (user_agent, name) in [
            (CHROME, Some("Chrome, Android")),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                Some("Edge, Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                Some("Safari, iPhone"),
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
                Some("Firefox, Linux"),
            ),
            ("curl/8.11.0", Some("curl")),
            ("my program", Some("my")),
            ("Firefox/1", Some("Firefox")),
            ("/", None),
            ("", None),
        ] {
            assert_eq!(program(user_agent).as_deref(), name, "{user_agent}");
        }
        assert_eq!(program(&"x".repeat(300)).unwrap().len(), NAME_LENGTH);
    }

    #[test]
    fn an_update_and_another_address_of_the_same_network_are_the_same_place() {
        let known = Place::of(Some("203.0.113.7"), Some(CHROME));
        let newer = CHROME.replace("131", "140");
        for (ip, user_agent, same) in [
            ("203.0.113.99", newer.as_str(), true),
            ("::ffff:203.0.113.8", CHROME, true),
            ("203.0.114.7", CHROME, false),
            ("2001:db8::1", CHROME, false),
            ("203.0.113.7", "curl/8.11.0", false),
            ("garbage", CHROME, false),
        ] {
            let place = Place::of(Some(ip), Some(user_agent));
            assert_eq!(place == known, same, "{ip} {user_agent}");
        }
        assert_ne!(Place::of(None, None), known);
        let house = |ip: &str| Place::of(Some(ip), None);
        assert_eq!(house("2001:db8:1:2::1"), house("2001:db8:1:3::9"));
        assert_ne!(house("2001:db8:1::1"), house("2001:db8:2::1"));
    }
}
