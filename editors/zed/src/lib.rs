//! Says to Zed how `gt lsp` is started. All else is between Zed and the server.

use zed_extension_api::{self as zed, settings::LspSettings, LanguageServerId, Result};

struct Formulas;

impl zed::Extension for Formulas {
    fn new() -> Self {
        Self
    }

    /// What `lsp.gt.binary` in the settings says; otherwise the `gt` on the PATH, as the shell of the project has it.
    fn language_server_command(
        &mut self,
        language_server_id: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let binary = LspSettings::for_worktree(language_server_id.as_ref(), worktree)?.binary;
        let (path, arguments, added) = match binary {
            Some(binary) => (binary.path, binary.arguments, binary.env),
            None => (None, None, None),
        };
        let command = path.or_else(|| worktree.which("gt")).ok_or(
            "there is no gt on the PATH: install it, or say where it is with lsp.gt.binary.path in your settings",
        )?;
        let mut env = worktree.shell_env();
        env.extend(added.into_iter().flatten());
        Ok(zed::Command {
            command,
            args: arguments.unwrap_or_else(|| vec!["lsp".to_string()]),
            env,
        })
    }
}

zed::register_extension!(Formulas);
