using System.Net;
using System.Net.Mail;
using System.Text;

namespace Gatehouse.Gateway.SignIn.Mail;

/// <summary>
/// Hands letters to a mail server (RFC 5321), with STARTTLS where it is asked for. The framework's own client: the
/// better-kept library that others use is not to be had here, so everything of it stays behind <see cref="IMail"/>.
/// </summary>
internal sealed class SmtpMail(string from, string host, int port, bool tls, NetworkCredential? credentials) : IMail
{
    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(host, port) { EnableSsl = tls, Credentials = credentials };
        using var message = Compose(from, letter);
        await client.SendMailAsync(message, cancellationToken);
    }

    public static MailMessage Compose(string from, Letter letter) =>
        new(from, letter.To, letter.Subject, letter.Body.ReplaceLineEndings("\r\n"))
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
            // Its quoted-printable encodes line ends as well, which leaves one endless line.
            BodyTransferEncoding = System.Net.Mime.TransferEncoding.Base64,
        };

    public override string ToString() => $"{host}:{port}";
}
