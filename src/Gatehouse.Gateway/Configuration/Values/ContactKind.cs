using System.Net.Mail;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>Where people may write.</summary>
internal sealed class ContactKind : ScalarKind<string>
{
    /// <inheritdoc/>
    public override string Kind => "contact";

    /// <inheritdoc/>
    public override string Explanation => "A mail address, or an absolute `http://` or `https://` address.";

    /// <inheritdoc/>
    public override ScalarReading<string> Read(string text)
    {
        if (text.Contains("//", StringComparison.Ordinal))
        {
            return UrlKind.TryRead(text, out _, out var wrong, out var fix) ? Good(text) : Bad(wrong!, fix);
        }

        return
            text.Length <= 254
            && text.All(c => c is > ' ' and not ('<' or '>' or '"' or '\x7F') && !char.IsControl(c))
            && text.Count(c => c == '@') == 1
            && MailAddress.TryCreate(text, out _)
            ? Good(text)
            : Bad("that is neither a mail address nor a web address", "For example admin@example.com.");
    }
}
