using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Gatehouse.Doctor.Credentials;

/// <summary>What stands where a secret should, when a variable was not set or an example was not filled in.</summary>
internal static partial class Placeholders
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "undefined",
        "null",
        "none",
        "nil",
        "nan",
        "(null)",
        "<null>",
        "<nil>",
        "false",
        "true",
        "[object object]",
        "[object promise]",
        "object",
        "promise {<pending>}",
        "token",
        "your_token",
        "your-token",
        "yourtoken",
        "api_key",
        "apikey",
        "api-key",
        "your_api_key",
        "your-api-key",
        "yourapikey",
        "access_token",
        "accesstoken",
        "changeme",
        "replace_me",
        "replaceme",
        "todo",
        "secret",
        "string",
        "user:pass",
        "bearer",
        "basic"
    );

    /// <summary>Whether this is no secret but a placeholder. Empty text is one.</summary>
    public static bool IsOne(string text)
    {
        var bare = text.Trim().Trim('"', '\'').Trim();
        return bare.Length == 0 || Words.Contains(bare) || IsVariable(bare) || Example().IsMatch(bare);
    }

    /// <summary>Whether it is a variable's name in a form of some shell, template or language.</summary>
    public static bool IsVariable(string text) => Variable().IsMatch(text.Trim().Trim('"', '\''));

    /// <summary>Whether it is one letter again and again, as people hide a secret or leave an example.</summary>
    public static bool IsFiller(string text)
    {
        var bare = text.Trim();
        return bare.Length >= 3 && bare.All(letter => letter is 'x' or 'X')
            || bare.Length >= 4 && bare.All(letter => letter is '.' or '_' or '-');
    }

    [GeneratedRegex(
        @"^(\$[A-Za-z_][A-Za-z0-9_]*|\$\{[^}]{1,80}\}|\$\([^)]{1,200}\)|\$\{\{[^}]{1,120}\}\}|%[A-Za-z_][A-Za-z0-9_]*%|%\([A-Za-z_]+\)s|%s|\{\{[^}]{1,120}\}\}|\{[A-Za-z_][A-Za-z0-9_. -]{0,60}\}|<[A-Za-z][A-Za-z0-9_ .-]{0,60}>|\[[A-Za-z_][A-Za-z0-9_ -]{2,60}\]|#\{[^}]{1,80}\}|@[A-Z_]{3,60}@|__[A-Z_]{3,60}__|\$env:[A-Za-z_]+|(process\.env|os\.environ|import\.meta\.env|env|secrets|vars)\.[A-Za-z_][A-Za-z0-9_]*|ENV\[.{1,60}\]|`[^`]{1,100}`)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Variable();

    [GeneratedRegex(
        @"^((your|my|insert|enter|put|paste|replace|add|the)[-_ ]?(own[-_ ]?|with[-_ ]?|actual[-_ ]?)?[a-z0-9]{0,20}[-_ ]?(access|api|auth|secret|bearer|jwt|private|client|personal)?[-_ ]?(token|key|secret|password|pat|jwt|credentials?)([-_ ]?(here|goes[-_ ]?here))?|[a-z_-]{2,30}[-_ ](goes[-_ ])?here|[A-Z][A-Z0-9]*(_[A-Z0-9]+)*_(TOKEN|KEY|SECRET|PASSWORD|PAT|JWT))$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Example();
}
