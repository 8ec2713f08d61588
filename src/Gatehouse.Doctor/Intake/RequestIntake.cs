using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Intake;

/// <summary>A case that begins with an address and what goes with it.</summary>
public static class RequestIntake
{
    /// <summary>The case of this request.</summary>
    /// <param name="url">The address; a user and password in it are taken as Basic credentials, as curl takes them.</param>
    /// <param name="method">The method.</param>
    /// <param name="headers">The field lines in order, credentials included.</param>
    /// <param name="now">The time by which things are judged.</param>
    public static CaseFile For(Uri url, string method, HeaderLines headers, DateTimeOffset now)
    {
        var request = SentRequest.For(url, method) with { Headers = headers };
        return new CaseFile { Now = now, Subject = request };
    }

    /// <summary>The field line of this user and password (<c>name:password</c>).</summary>
    public static HeaderLine Basic(string pair)
    {
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        var credential = CredentialPlaces.Basic(
            colon < 0 ? pair : pair[..colon],
            colon < 0 ? string.Empty : pair[(colon + 1)..]
        );
        return new HeaderLine(credential.Name, credential.Value);
    }
}
