using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint.Containers;

/// <summary>Traefik's forwardAuth and the fields that the application gets.</summary>
internal sealed class ForwardAuthLabels : LintCheck
{
    public override IEnumerable<Fault> Examine(GivenFiles files)
    {
        foreach (var file in files.Of(ServerFileKind.Container))
        {
            var settings = file.Root.Children;
            foreach (
                var address in settings.Where(each =>
                    each.Name.EndsWith("forwardauth.address", StringComparison.OrdinalIgnoreCase)
                )
            )
            {
                var stem = address.Name[..^"address".Length];
                if (
                    !settings.Any(each =>
                        each.Name.StartsWith(stem + "authResponseHeaders", StringComparison.OrdinalIgnoreCase)
                    )
                )
                {
                    yield return Remark(
                        address,
                        $"No field of the answer is handed to the application: it does not learn who signed in",
                        $"{stem}authResponseHeaders=X-Forwarded-User"
                    );
                }

                if (
                    !settings.Any(each =>
                        each.Name.Equals(stem + "trustForwardHeader", StringComparison.OrdinalIgnoreCase)
                    )
                )
                {
                    yield return Remark(
                        address,
                        $"What a proxy in front says of the caller's address and scheme is not passed on",
                        $"{stem}trustForwardHeader=true"
                    );
                }
            }

            foreach (
                var header in settings.Where(each =>
                    each.Name.Contains("customrequestheaders.Authorization", StringComparison.OrdinalIgnoreCase)
                    && each[0].Length == 0
                )
            )
            {
                yield return Ill(
                    header,
                    Causes.Header.StrippedByProxy,
                    Strength.Decisive,
                    $"Authorization is taken out of every request",
                    null
                );
            }
        }
    }
}
