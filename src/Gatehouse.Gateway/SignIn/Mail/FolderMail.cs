using System.Globalization;
using System.Net.Mail;

namespace Gatehouse.Gateway.SignIn.Mail;

/// <summary>Puts letters into a folder, for development: one <c>.eml</c> file each.</summary>
internal sealed class FolderMail(string from, string folder) : IMail
{
    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        using var client = new SmtpClient
        {
            DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
            PickupDirectoryLocation = folder,
        };
        using var message = SmtpMail.Compose(from, letter);
        await client.SendMailAsync(message, cancellationToken);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"the folder {folder}");
}
