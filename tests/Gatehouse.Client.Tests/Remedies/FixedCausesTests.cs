using System.Net;
using Gatehouse.Client.Remedies;
using Gatehouse.Lab;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Remedies;

public class FixedCausesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cured => [.. Trials.All.Select(trial => trial.Cause)];

    public static TheoryData<string> Named =>
        [
            .. LabCauses
                .Made.Where(cause => FixedCauses.For(cause) is { } remedy && IsNamedByAnybody(cause, remedy))
                .Select(cause => cause.Id),
        ];

    [Theory]
    [MemberData(nameof(Cured))]
    public async Task A_cause_that_is_cured_ends_in_200_with_the_fewest_requests(string cause)
    {
        var trial = Trials.All.Single(trial => trial.Cause == cause);
        await using var lab = await LabClient.StartAsync();

        using var response = await trial.Run(lab);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(trial.Requests, lab.Lab.Requests.Count(LabClient.IsToResource));
        Assert.DoesNotContain("sign-in", lab.Lab.Requests[^1].Target, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Named))]
    public async Task A_cause_that_the_caller_cannot_cure_is_named_with_who_must_act(string cause)
    {
        await using var lab = await LabClient.StartAsync();
        var key = await lab.HandAsync("key");
        var client = lab.With(options => options.Key("X-Api-Key", key).MaximumWait = TimeSpan.Zero);
        lab.Lab.Cause(cause).Once();

        var failure = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            client.GetAsync(lab.Lab.Resource, Token)
        );

        var entry = Causes.Find(cause)!;
        Assert.Contains(failure.Cause, (Cause[])[entry, entry.Public]);
        Assert.Equal(failure.Cause.FixedBy, failure.WhoMustAct);
        Assert.Contains(failure.Cause.Id, failure.Message, StringComparison.Ordinal);
        Assert.Contains("must act", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_to_be_cured_is_what_is_tried()
    {
        var said = FixedCauses.All.Where(cause => FixedCauses.For(cause) != Remedy.Names).Select(cause => cause.Id);

        Assert.Equal(
            said.Order(StringComparer.Ordinal),
            Trials.All.Select(trial => trial.Cause).Order(StringComparer.Ordinal)
        );
    }

    // A request without credentials cannot be refused for want of them by an order to a resource that it has a key for,
    // and the answers of token endpoints go to whoever asks them for tokens.
    private static bool IsNamedByAnybody(Cause cause, Remedy remedy) =>
        remedy is Remedy.Names && cause.Family is not "grant" && cause != Causes.Challenge.UnknownScheme;
}
