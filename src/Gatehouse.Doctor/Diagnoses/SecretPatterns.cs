using System.Text.RegularExpressions;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>Recognises secrets by how they look or by the name in front of them.</summary>
internal static partial class SecretPatterns
{
    private const string Names =
        "access_?token|refresh_?token|id_?token|auth_?token|session_?token|csrf_?token|xsrf_?token|request_?token|private_token|job_token|token|id_token_hint|client_secret|client_assertion|assertion|samlresponse|samlrequest|relaystate|password|passwd|passphrase|pwd|secret|secret_?key|api[_-]?key|apikey|access_?key|subscription-key|signature|sig|session_?id|sessionid|phpsessid|jsessionid|connect\\.sid|authenticity_token|__requestverificationtoken|code_verifier|device_code|refresh|jwt|x-amz-(?:signature|credential|security-token)|x-goog-signature";

    // These are ordinary words where no address or form is.
    private const string AddressNames = "code|state|nonce|auth|key|sid|session|ticket|samlart|otp|magic|invite|reset";

    /// <summary>The text with every such secret replaced.</summary>
    public static string Replace(string text, string mark)
    {
        text = WebTokens().Replace(text, mark);
        text = WellKnown().Replace(text, mark);
        text = UserInfo().Replace(text, match => $"{Before(match)}{mark}@");
        text = Pairs().Replace(text, match => Before(match) + mark);
        text = AddressPairs().Replace(text, match => Before(match) + mark);
        text = Members().Replace(text, match => Before(match) + mark);
        text = InnerMembers().Replace(text, match => Before(match) + mark);
        text = Inputs().Replace(text, match => Before(match) + mark);
        return Schemes().Replace(text, match => IsRandom(Secret(match)) ? Before(match) + mark : match.Value);
    }

    /// <summary>The secrets themselves, to be looked for elsewhere too.</summary>
    public static IEnumerable<string> ValuesIn(string text) =>
        text.Length == 0
            ? []
            : WebTokens()
                .Matches(text)
                .Select(match => match.Value)
                .Concat(WellKnown().Matches(text).Select(match => match.Value))
                .Concat(Groups(Pairs(), text))
                .Concat(Groups(AddressPairs(), text).Where(value => value.Length >= 8))
                .Concat(Groups(Members(), text))
                .Concat(Groups(InnerMembers(), text))
                .Concat(Groups(Inputs(), text))
                .Concat(Groups(Schemes(), text).Where(IsRandom));

    /// <summary>The parts of a computed proof that are as good as a secret: response, signature, mac, and the token of Negotiate.</summary>
    public static IEnumerable<string> ProofsIn(string value) => Groups(Proofs(), value);

    private static string Before(Match match) => match.Groups["before"].Value;

    private static string Secret(Match match) => match.Groups["secret"].Value;

    private static IEnumerable<string> Groups(Regex pattern, string text) =>
        pattern.Matches(text).Select(Secret).Where(value => !IsPlain(value));

    private static bool IsPlain(string value) =>
        value.Length < 4
        || value.Equals("true", StringComparison.OrdinalIgnoreCase)
        || value.Equals("false", StringComparison.OrdinalIgnoreCase)
        || value.Equals("null", StringComparison.OrdinalIgnoreCase);

    // Words follow a scheme's name in prose; what has digits or both cases is hardly one.
    private static bool IsRandom(string value) =>
        value.Any(char.IsAsciiDigit)
        || (value.Skip(1).Any(char.IsAsciiLetterUpper) && value.Any(char.IsAsciiLetterLower));

    [GeneratedRegex(
        @"eyJ[A-Za-z0-9_\-]{6,}(?:\.[A-Za-z0-9_\-]*){0,4}",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WebTokens();

    [GeneratedRegex(
        @"\b(?:(?:sk|pk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{12,}|sk-[A-Za-z0-9_\-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_\-]{10,}|xox[abeprs]-[A-Za-z0-9\-]{10,}|A[KS]IA[0-9A-Z]{16}|AIza[A-Za-z0-9_\-]{30,}|ya29\.[A-Za-z0-9_\-]{10,}|hv[bs]\.[A-Za-z0-9_\-]{10,}|npm_[A-Za-z0-9]{30,}|bot[0-9]{6,}:[A-Za-z0-9_\-]{30,}|SG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}|gAAAA[A-Za-z0-9_\-]{30,})",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex WellKnown();

    [GeneratedRegex(
        @"(?<before>://)[^/\s@?#""'<>]{1,512}@",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex UserInfo();

    [GeneratedRegex(
        @"(?<before>(?:^|[?&#;,\s""'{(\[])(?:" + Names + @")=[""']?)(?<secret>[^&\s""'<>;,)\]}]+)",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Pairs();

    [GeneratedRegex(
        @"(?<before>(?:^|[?&#]|&amp;|%3F|%26)(?:" + AddressNames + "|" + Names + @")(?:=|%3D))(?<secret>[^&\s""'<>;]+)",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex AddressPairs();

    [GeneratedRegex(
        @"(?<before>[""'](?:" + Names + @")[""']\s{0,8}(?::|=>?)\s{0,8}[""'])(?<secret>(?:[^""'\\]|\\.)+)",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Members();

    // The same inside a string of JSON, or inside an attribute of HTML.
    [GeneratedRegex(
        @"(?<before>\\[""'](?:"
            + Names
            + @")\\[""']\s{0,8}:\s{0,8}\\[""']|&(?:quot|#34|#x22);(?:"
            + Names
            + @")&(?:quot|#34|#x22);\s{0,8}:\s{0,8}&(?:quot|#34|#x22);)(?<secret>[^""'\\&]+)",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex InnerMembers();

    [GeneratedRegex(
        @"(?<before>name=[""']?[a-z0-9_\-\[\].]{0,40}(?:token|csrf|xsrf|nonce|samlresponse|relaystate|password|execution|viewstate)[a-z0-9_\-\[\].]{0,20}[""']?[^<>]{0,120}(?:value|content)=[""'])(?<secret>[^""'<>]+)",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Inputs();

    [GeneratedRegex(
        @"(?<before>\b(?:Bearer|Basic|Token|Negotiate|NTLM|DPoP|JWT|ApiKey)\s{1,8})(?<secret>[A-Za-z0-9._~+/\-]{6,}={0,2})",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Schemes();

    [GeneratedRegex(
        @"(?<before>(?:response|signature|oauth_signature|mac|cnonce|oauth_token|credential)\s?=\s?""?|^(?:Negotiate|NTLM)\s{1,8})(?<secret>[^"",\s]+)",
        RegexOptions.NonBacktracking
            | RegexOptions.ExplicitCapture
            | RegexOptions.IgnoreCase
            | RegexOptions.CultureInvariant
    )]
    private static partial Regex Proofs();
}
