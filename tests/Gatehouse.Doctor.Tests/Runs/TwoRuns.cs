using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.Runs;
using Gatehouse.Doctor.Tests.Reports;

namespace Gatehouse.Doctor.Tests.Runs;

/// <summary>Two runs of one request, the second saved and read again.</summary>
internal static class TwoRuns
{
    public static Exchange Office { get; } = Seen(401, "10.0.0.7", "203.0.113.10");

    public static Exchange Home { get; } = Seen(200, "192.168.1.4", "203.0.113.10");

    /// <summary>A request from this address, and what the server at that address said.</summary>
    public static Exchange Seen(
        int status,
        string? from,
        string? server,
        int minute = 0,
        string credential = "Bearer open-sesame",
        params (string Name, string Value)[] fields
    ) =>
        new()
        {
            Label = "as given",
            Intent = ProbeIntent.Supplied,
            Request = Some.Get(("Authorization", credential)),
            At = Some.Now.AddMinutes(minute),
            From = from,
            Answer = Some.Status(status, string.Empty, fields) with { Address = server },
        };

    public static Exchange Bare(this Exchange exchange, int status) =>
        exchange with
        {
            Label = "without credentials",
            Intent = ProbeIntent.Anonymous,
            Request = Some.Get(),
            Answer = Some.Status(status) with { Address = exchange.Answer?.Address },
        };

    /// <summary>A case of these exchanges.</summary>
    public static CaseFile Case(params Exchange[] exchanges)
    {
        var file = new CaseFile { Now = Some.Now, Subject = exchanges[0].Request };
        Array.ForEach(exchanges, exchange => file.Add(exchange));
        return file;
    }

    /// <summary>What is kept of such a case.</summary>
    public static string Saved(params Exchange[] exchanges) =>
        RunWriter.Write(Examined.Of(Case(exchanges), Verdict.Diagnosed));

    /// <summary>The first beside the second.</summary>
    public static CaseFile Beside(this Exchange here, params Exchange[] there) => Case(here).Laid(there);

    public static CaseFile Laid(this CaseFile here, params Exchange[] there)
    {
        ComparedRun.Lay(here, "there.json", Saved(there));
        return here;
    }

    public static IReadOnlyList<string> Say<TRule>(this Exchange here, params Exchange[] there)
        where TRule : Rule, new() => Some.Says<TRule>(here.Beside(there));
}
