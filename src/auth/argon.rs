//! One Argon2id hash at a time, in working memory of its own.
//!
//! The memory is reserved larger than it is used, so that dropping it gives it back: what is larger than 32 MiB glibc's allocator always
//! maps on its own (`DEFAULT_MMAP_THRESHOLD_MAX` of mallopt(3)). Of smaller pieces it learns to keep them, some 60 MB for every thread that
//! ever freed one: two hundred sign-ups in a row left a server with 2 GB. What is reserved and not touched costs nothing.

use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::{
        self,
        phc::{Output, ParamsString, PasswordHash, Salt},
    },
};

/// What OWASP recommends: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Blocks of 1 KiB that are reserved: more than 32 MiB.
const RESERVED: usize = 33 * 1024;

/// Hashes and compares, one after the other.
pub(super) struct Argon {
    memory: Vec<Block>,
}

impl Default for Argon {
    fn default() -> Self {
        Self {
            memory: Vec::with_capacity(RESERVED),
        }
    }
}

impl Argon {
    /// The PHC string of a password under a fresh salt.
    pub(super) fn hash(&mut self, password: &[u8]) -> password_hash::Result<String> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None)?;
        let salt = Salt::generate();
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params)?,
            salt: Some(salt),
            hash: Some(self.digest(
                Algorithm::Argon2id,
                Version::V0x13,
                params,
                password,
                &salt,
            )?),
        };
        Ok(hash.to_string())
    }

    /// Whether the password is the one of this PHC string. Takes as long either way.
    ///
    /// # Errors
    /// A string that no Argon2 made.
    pub(super) fn matches(&mut self, password: &[u8], hash: &str) -> password_hash::Result<bool> {
        let hash = PasswordHash::new(hash)?;
        let (Some(salt), Some(expected)) = (&hash.salt, &hash.hash) else {
            return Err(password_hash::Error::PasswordInvalid);
        };
        let version = hash.version.map_or(Ok(Version::V0x13), Version::try_from)?;
        let found = self.digest(
            Algorithm::try_from(hash.algorithm.as_str())?,
            version,
            Params::try_from(&hash)?,
            password,
            salt,
        )?;
        // Outputs compare in constant time.
        Ok(found == *expected)
    }

    fn digest(
        &mut self,
        algorithm: Algorithm,
        version: Version,
        params: Params,
        password: &[u8],
        salt: &Salt,
    ) -> password_hash::Result<Output> {
        let blocks = params.block_count();
        if self.memory.len() < blocks {
            self.memory.resize(blocks, Block::new());
        }
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let argon = Argon2::new(algorithm, version, params);
        let mut out = [0; Output::MAX_LENGTH];
        let out = out
            .get_mut(..length)
            .ok_or(password_hash::Error::OutputSize)?;
        argon.hash_password_into_with_memory(password, salt, out, self.memory.as_mut_slice())?;
        Ok(Output::new(out)?)
    }
}
