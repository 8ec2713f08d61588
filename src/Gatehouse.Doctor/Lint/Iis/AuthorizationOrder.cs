using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Iis;

/// <summary>Rules of authorization that let nobody in, or that cover the sign-in page itself.</summary>
internal sealed class AuthorizationOrder : WebConfigCheck
{
    protected override IEnumerable<Fault> Examine(ServerFile file, System.Xml.Linq.XElement root)
    {
        foreach (var rules in All(root, "authorization"))
        {
            var ordered = rules.Elements().ToList();
            var denied = ordered.FindIndex(element => element.Name.LocalName == "deny" && Of(element, "users") == "*");
            if (denied == 0 && ordered.Skip(1).Any(element => element.Name.LocalName == "allow"))
            {
                yield return Ill(
                    Place(file, ordered[0]),
                    Causes.Access.Nobody,
                    Strength.Decisive,
                    $"The first rule that fits counts: everything after deny users=\"*\" is never reached",
                    "<allow roles=\"...\" /><deny users=\"*\" />"
                );
            }
            else if (denied >= 0 && !ordered.Exists(element => element.Name.LocalName == "allow"))
            {
                yield return Ill(
                    Place(file, ordered[denied]),
                    Causes.Access.Nobody,
                    Strength.Strong,
                    $"Everybody is denied, whoever signs in",
                    "<deny users=\"?\" />"
                );
            }

            if (
                ordered.Find(element =>
                    element.Name.LocalName == "add"
                    && Of(element, "accessType").Equals("Deny", StringComparison.OrdinalIgnoreCase)
                    && Of(element, "users") == "*"
                ) is
                { } all
            )
            {
                yield return Ill(
                    Place(file, all),
                    Causes.Access.Nobody,
                    Strength.Decisive,
                    $"In this section deny outdoes every allow: everybody is refused",
                    "<add accessType=\"Deny\" users=\"?\" />"
                );
            }
        }

        foreach (var security in All(root, "ipSecurity").Where(element => IsOff(element, "allowUnlisted")))
        {
            if (!security.Elements().Any(element => IsOn(element, "allowed")))
            {
                yield return Ill(
                    Place(file, security),
                    Causes.Client.AddressDenied,
                    Strength.Decisive,
                    $"Addresses that are not listed are refused, and none is listed as allowed",
                    "<add ipAddress=\"ADDRESS\" allowed=\"true\" />"
                );
            }
        }

        foreach (
            var verbs in All(root, "verbs")
                .Where(element =>
                    IsOff(element, "allowUnlisted") && element.Parent?.Name.LocalName == "requestFiltering"
                )
        )
        {
            if (
                !verbs
                    .Elements()
                    .Any(element =>
                        Of(element, "verb").Equals("OPTIONS", StringComparison.OrdinalIgnoreCase)
                        && IsOn(element, "allowed")
                    )
                && All(root, "add")
                    .Any(element =>
                        Of(element, "name").StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
                    )
            )
            {
                yield return Ill(
                    Place(file, verbs),
                    Causes.Preflight.Refused,
                    Strength.Strong,
                    $"OPTIONS is not among the methods that are let in: preflights are refused",
                    "<add verb=\"OPTIONS\" allowed=\"true\" />"
                );
            }
        }
    }
}
