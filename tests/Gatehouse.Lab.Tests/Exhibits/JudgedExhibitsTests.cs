using Gatehouse.Lab.Judging;
using Gatehouse.Lab.SelfTest;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Tests.Exhibits;

public class JudgedExhibitsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Repeatable { get; } =
    [
        .. LabCauses
            .Made.Where(cause =>
                cause.Id.Split('.')[0]
                    is "session"
                        or "csrf"
                        or "cors"
                        or "preflight"
                        or "access"
                        or "client"
                        or "request"
                        or "route"
                        or "server"
                        or "forward"
                        or "upstream"
                        or "mfa"
                        or "account"
            )
            .Select(cause => cause.Id),
    ];

    [Theory]
    [MemberData(nameof(Repeatable))]
    public async Task A_cause_that_was_cured_can_be_met_and_cured_again(string id)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Stop);
        var trial = new ExhibitTrial(lab);
        await trial.TryAsync(lab.Exhibits.Find(id)!, Stop);
        var again = await trial.TryAsync(lab.Exhibits.Find(id)!, Stop);
        Assert.Empty(again.Problems);
    }

    [Theory]
    [InlineData("/session.expired-idle", 401)]
    [InlineData("/csrf.cross-site", 401)]
    [InlineData("/cors.origin-denied", 401)]
    [InlineData("/cors.refusal-unreadable", 401)]
    [InlineData("/preflight.refused", 401)]
    [InlineData("/access.role-missing", 401)]
    [InlineData("/access.hidden", 404)]
    [InlineData("/access.filter-refused/alice", 401)]
    [InlineData("/access.reported-as-401", 401)]
    [InlineData("/access.application-refused/orders/8", 401)]
    [InlineData("/credentials.throttled", 401)]
    [InlineData("/client.banned", 401)]
    [InlineData("/mfa.required", 401)]
    [InlineData("/account.not-activated", 401)]
    [InlineData("/forward.peer-untrusted/check", 403)]
    public async Task Nobody_gets_through_without_credentials(string path, int status)
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Stop);
        var exchange = await lab.NewRunner().SendAsync(Ask.Get(path), Stop);
        Assert.Equal(status, exchange.Answer.Status);
    }

    [Fact]
    public async Task The_application_behind_the_gateway_believes_nobody_but_the_gateway()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Stop);
        var exchange = await lab.NewRunner()
            .SendAsync(Ask.Get("/access.application-refused/orders/8").At(LabPlace.Other), Stop);
        Assert.Equal(403, exchange.Answer.Status);
    }

    [Fact]
    public async Task A_person_on_the_way_to_a_page_signs_in_and_comes_back()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Stop);
        var runner = lab.NewRunner();
        var page = Ask.Get("/session.unknown")
            .WithCookies()
            .With("Accept", "text/html")
            .With("Sec-Fetch-Mode", "navigate");
        var sent = await runner.SendAsync(page, Stop);
        Assert.Equal(303, sent.Answer.Status);
        var address = Assert.Single(sent.Answer.Lines("Location"));
        Assert.StartsWith("/_lab/sign-in?return=%2Fsession.unknown", address, StringComparison.Ordinal);
        await runner.SendAsync(Ask.Get(address), Stop);
        var wrong = Ask.Post(address, "user=alice&password=wrong").WithCookies();
        Assert.Equal(403, (await runner.SendAsync(wrong, Stop)).Answer.Status);
        var right = Ask.Post(address, $"user=alice&password={LabAccount.Password}").WithCookies();
        var signedIn = await runner.SendAsync(right, Stop);
        Assert.Equal("/session.unknown", Assert.Single(signedIn.Answer.Lines("Location")));
        Assert.Equal(200, (await runner.SendAsync(page, Stop)).Answer.Status);
    }

    [Fact]
    public async Task A_401_of_the_application_is_written_down_as_its_own()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Stop);
        await lab.NewRunner()
            .SendAsync(Ask.Get("/upstream.unauthorized").Basic(LabAccount.Alice, LabAccount.Password), Stop);
        Assert.Contains(lab.Parts.Judge.Journal.Entries, entry => entry.Cause == Causes.Upstream.Unauthorized);
    }

    [Fact]
    public async Task The_operator_knows_breaking_and_repairing_alone()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Stop);
        var runner = lab.NewRunner();
        foreach (var order in new[] { "cause=server.error&do=nothing", "cause=no.such&do=repair", "" })
        {
            var exchange = await runner.SendAsync(Ask.Post("/_lab/operator?" + order), Stop);
            Assert.Equal(400, exchange.Answer.Status);
        }

        var repair = LabOperator.ToRepair(Causes.Server.Error);
        Assert.Equal(400, (await runner.SendAsync(Ask.Get(repair), Stop)).Answer.Status);
    }
}
