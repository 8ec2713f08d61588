using System.Globalization;
using System.Net.Mail;

namespace Gatehouse.Gateway.SignIn.Mail;

/// <summary>Puts letters into a folder, for development: one <c>.eml</c> file each.</summary>
internal sealed class FolderMail(string from, string folder) : IMail
{
    public async Task SendAsync(Letter letter, CancellationToken cancellationToken)
    {
        // Letters hold links that sign people in: nobody else on this machine may read one, not even for a moment.
        CreatePrivateFolder(folder);
        var drafts = CreatePrivateFolder(Path.Combine(folder, ".draft-" + Guid.NewGuid().ToString("N")));
        try
        {
            using var client = new SmtpClient
            {
                DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory,
                PickupDirectoryLocation = drafts,
            };
            using var message = SmtpMail.Compose(from, letter);
            await client.SendMailAsync(message, cancellationToken);
            foreach (var draft in Directory.GetFiles(drafts))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }

                File.Move(draft, Path.Combine(folder, Path.GetFileName(draft)));
            }
        }
        finally
        {
            Directory.Delete(drafts, recursive: true);
        }
    }

    private static string CreatePrivateFolder(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path).FullName
            : Directory
                .CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)
                .FullName;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"the folder {folder}");
}
