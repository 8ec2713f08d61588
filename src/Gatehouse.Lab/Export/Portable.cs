using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Export;

/// <summary>Which exhibits a client can run that sends what it is told to, and knows no proxies, names or certificates.</summary>
internal static class Portable
{
    /// <summary>Why such a client cannot run an exhibit; null where it can.</summary>
    public static string? WhyNot(Exhibit exhibit) =>
        exhibit.DependsOn is { } needed
            ? "it depends on " + needed
            : exhibit.Provoke.Concat(exhibit.Cure).Select(WhyNot).FirstOrDefault(reason => reason is not null);

    private static string? WhyNot(LabStep step) =>
        step.Status == 0 ? "there is no answer to look at"
        : step.Proxy is not null ? "it goes through a forward proxy"
        : step.Certificate is not null ? "it shows a client certificate"
        : step.From is not null ? "it comes from another address"
        : step.Host is not null ? "it needs a host name of its own"
        : step.Follows ? "it depends on how redirects are followed"
        : step.Place == LabPlace.Ipv6 ? "it needs IPv6"
        : RepeatsAField(step) ? "it sends a field twice"
        : step.Fields.Any(field => field.Name is "Content-Length" or "Transfer-Encoding")
            ? "it frames the request itself"
        : null;

    private static bool RepeatsAField(LabStep step) =>
        step.Fields.GroupBy(field => field.Name, StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1);
}
