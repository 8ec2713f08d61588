namespace Gatehouse.Doctor.Gatehouses;

/// <summary>A reference that was given alone.</summary>
/// <param name="Text">The reference as it is printed.</param>
public sealed record AskedReference(string Text)
{
    /// <summary>The case of this reference.</summary>
    public static CaseFile Case(string reference, DateTimeOffset now)
    {
        var file = new CaseFile { Now = now, Sound = false };
        file.Keep(new AskedReference(reference));
        return file;
    }
}
