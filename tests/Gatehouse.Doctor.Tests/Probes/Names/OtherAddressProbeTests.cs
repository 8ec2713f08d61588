using System.Net;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Names;
using Gatehouse.Doctor.Probes.Names;

namespace Gatehouse.Doctor.Tests.Probes.Names;

public class OtherAddressProbeTests
{
    [Fact]
    public void The_other_family_is_asked_first_and_a_token_goes_along()
    {
        var plan = Assert.Single(new OtherAddressProbe().Propose(Case(SeenAnswers.Bearer)));
        Assert.Equal("2001:db8::1", plan.Address?.ToString());
        Assert.NotNull(plan.Request.Authorization);
    }

    [Fact]
    public void A_password_does_not_go_along()
    {
        var file = Case(SeenAnswers.Basic);
        Assert.Empty(new OtherAddressProbe().Propose(file));
        file.Add(Refused(ProbeIntent.Anonymous, Some.Get(), "without credentials"));
        Assert.Null(Assert.Single(new OtherAddressProbe().Propose(file)).Request.Authorization);
    }

    [Fact]
    public void No_address_is_asked_twice_and_none_but_the_host_s()
    {
        var file = Case(SeenAnswers.Bearer);
        var asked = new List<string?>();
        while (new OtherAddressProbe().Propose(file).FirstOrDefault() is { } plan)
        {
            asked.Add(plan.Address?.ToString());
            file.Add(Refused(plan.Intent, plan.Request, plan.Label));
        }

        Assert.Equal(["2001:db8::1", "192.0.2.2"], asked);
    }

    [Fact]
    public void A_host_of_one_address_is_not_asked_again()
    {
        var file = Case(SeenAnswers.Bearer, "192.0.2.1");
        Assert.Empty(new OtherAddressProbe().Propose(file));
    }

    private static CaseFile Case(SentRequest request, params string[] addresses)
    {
        var file = new CaseFile { Now = Some.Now, Subject = request };
        file.Add(Refused(ProbeIntent.Supplied, request, "as given"));
        var here = addresses is [] ? ["192.0.2.1", "192.0.2.2", "2001:db8::1"] : addresses;
        file.Keep(new NameFindings("api.example", [.. here.Select(IPAddress.Parse)]));
        return file;
    }

    private static Exchange Refused(ProbeIntent intent, SentRequest request, string label) =>
        new()
        {
            Label = label,
            Intent = intent,
            Request = request,
            Answer = Some.Status(401) with { Address = "192.0.2.1" },
        };
}
