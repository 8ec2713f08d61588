namespace Gatehouse.Doctor.Intake;

/// <summary>Addresses as people write them.</summary>
internal static class AddressText
{
    /// <summary>The http or https address; plain http where no scheme is named, as programs take it. Null where it is none.</summary>
    public static Uri? Read(string text)
    {
        var trimmed = text.Trim().Trim('<', '>', '"', '\'', '\u201c', '\u201d', '\u2018', '\u2019');
        if (trimmed.Length is 0 or > 65_000)
        {
            return null;
        }

        var whole = trimmed.Contains("://", StringComparison.Ordinal) ? trimmed : "http://" + trimmed.TrimStart('/');
        return Uri.TryCreate(whole, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
    }
}
