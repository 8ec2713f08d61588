using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same path with its last slash or without, and in small letters: servers take these for other paths.</summary>
internal sealed class OtherPathProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: { } url } subject
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: 401 or 403 or 404 } answer }
            || file.All(ProbeIntent.OtherPath).Any(exchange => exchange.Answer is { IsSuccess: true })
        )
        {
            yield break;
        }

        var asked = file.All(ProbeIntent.OtherPath)
            .Select(exchange => exchange.Request?.Url?.AbsolutePath)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (path, label) in Forms(url.AbsolutePath).Where(form => !asked.Contains(form.Path)))
        {
            var place = new UriBuilder(url) { Path = path }.Uri;
            yield return new ProbePlan
            {
                Intent = ProbeIntent.OtherPath,
                Label = label,
                Request = subject with { Url = place, Target = place.PathAndQuery },
                Risk = subject.CarriesCredential && file.Credentials.Any(IsLockable) ? 1 : 0,
                Always = answer.Status == 404 ? 0.5 : 0.15,
                Outcomes =
                [
                    [Causes.Endpoint.WrongPath, Causes.Route.Unknown],
                ],
            };
        }
    }

    private static bool IsLockable(SuppliedCredential credential) =>
        credential.Kind is CredentialKind.Password or CredentialKind.Key or CredentialKind.Proof;

    private static IEnumerable<(string Path, string Label)> Forms(string path)
    {
        var last = path[(path.LastIndexOf('/') + 1)..];
        if (path.Length > 1 && last.Length == 0)
        {
            yield return (path.TrimEnd('/'), "without the slash at the end");
        }
        else if (path.Length > 1 && !last.Contains('.', StringComparison.Ordinal))
        {
            yield return (path + "/", "with a slash at the end");
        }

        if (path.Any(char.IsAsciiLetterUpper) && !path.Contains('%', StringComparison.Ordinal))
        {
            yield return (path.ToLowerInvariant(), "in small letters");
        }
    }
}
