using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake;

/// <summary>A case of credentials alone: they are looked at and sent nowhere, for no address is known.</summary>
public static class CredentialIntake
{
    /// <summary>The case of these field lines.</summary>
    public static CaseFile Of(HeaderLines headers, DateTimeOffset now) =>
        new()
        {
            Now = now,
            Subject = new SentRequest { Target = string.Empty, Headers = headers },
        };
}
