using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>A user name with a colon, which Basic cannot carry (RFC 7617 section 2).</summary>
[Names("basic.colon-in-user")]
internal sealed class ColonInUserRule : Rule
{
    private static readonly string[] Starts =
    [
        "urn",
        "arn",
        "http",
        "https",
        "mailto",
        "acct",
        "spiffe",
        "tenant",
        "org",
        "did",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var encoded = file.Target?.UserInfo.Split(':')[0].Contains("%3A", StringComparison.OrdinalIgnoreCase) == true;
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (credential is not { User: { } user, Password: { } password })
            {
                continue;
            }

            var name =
                Starts.Contains(user, StringComparer.OrdinalIgnoreCase)
                && password.Contains(':', StringComparison.Ordinal);
            if (name || encoded)
            {
                yield return new Clue(
                    Causes.Basic.ColonInUser,
                    encoded ? Strength.Decisive : Strength.Strong,
                    $"The user name holds a colon; Basic ends the name at the first one, and takes the rest for the password"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
        }
    }
}
