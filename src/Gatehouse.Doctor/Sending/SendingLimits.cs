namespace Gatehouse.Doctor.Sending;

/// <summary>What a server can make the doctor read at most.</summary>
internal static class SendingLimits
{
    /// <summary>The most octets of a body that are kept: 256 KiB.</summary>
    public const int BodyBytes = 256 * 1024;

    /// <summary>The most kibibytes of header fields: 64.</summary>
    public const int HeaderKibibytes = 64;

    /// <summary>The most field lines that are kept: 256.</summary>
    public const int Fields = 256;

    /// <summary>The longest value of a field that is kept, in characters: 16 KiB.</summary>
    public const int FieldLength = 16 * 1024;
}
