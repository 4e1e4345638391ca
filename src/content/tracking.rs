//! Parameters of addresses that say how somebody came to one, and nothing about what it shows (as the clients of advertisers, of
//! mail providers and of networks append them).

/// Their names, in lower case.
const NAMES: &[&str] = &[
    "__twitter_impression", "_ga", "_gl", "_hsenc", "_hsmi", "amp_js_v", "cmp", "cmpid", "dclid", "fbclid",
    "gbraid", "gclid", "gclsrc", "guccounter", "guce_referrer", "guce_referrer_sig", "icid", "igsh",
    "igshid", "ito", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "ncid", "ns_campaign", "ns_fee",
    "ns_linkname", "ns_mchannel", "ns_source", "ocid", "oly_anon_id", "oly_enc_id", "ref_src", "ref_url",
    "s_cid", "shareid", "smid", "smtyp", "srnd", "taid", "ttclid", "twclid", "usqp", "vero_id", "wbraid",
    "wickedid", "wt_mc", "xtor", "yclid",
];
/// How their names may begin.
const PREFIXES: &[&str] = &["at_", "mtm_", "pk_", "utm_"];

/// Whether a parameter of this name is one.
pub fn is_tracking(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.contains(&&*name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}
