using System.Buffers.Binary;
using System.Buffers.Text;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Gateway.SignIn;

/// <summary>
/// The secret of a device that is shown on the page and not kept before a code of it was given: sealed for the session, and
/// good for a quarter of an hour.
/// </summary>
internal static class NewDeviceTicket
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static string Close(Seal seal, string session, OneTimeCodes device, DateTimeOffset now)
    {
        var content = new byte[sizeof(long) + device.Secret.Length];
        BinaryPrimitives.WriteInt64BigEndian(content, (now + Lifetime).ToUnixTimeSeconds());
        device.Secret.Span.CopyTo(content.AsSpan(sizeof(long)));
        return Base64Url.EncodeToString(seal.Close(PurposeFor(session), content));
    }

    /// <summary>The device of a form; null where it was not made for this session, or is too old.</summary>
    public static OneTimeCodes? Open(Seal seal, string session, string text, DateTimeOffset now) =>
        Base64Url.IsValid(text)
        && seal.Open(PurposeFor(session), Base64Url.DecodeFromChars(text)) is { } content
        && BinaryPrimitives.ReadInt64BigEndian(content) > now.ToUnixTimeSeconds()
            ? new OneTimeCodes(content[sizeof(long)..])
            : null;

    private static string PurposeFor(string session) => "new second factor of session " + session;
}
