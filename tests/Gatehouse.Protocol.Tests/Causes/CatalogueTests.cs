using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Gatehouse.Protocol.Causes;
using Entries = Gatehouse.Protocol.Causes.Causes;

namespace Gatehouse.Protocol.Tests.Catalogue;

public sealed partial class CatalogueTests
{
    [Fact]
    public void Every_entry_that_is_declared_stands_in_the_list_under_its_own_name()
    {
        var declared = typeof(Entries)
            .GetNestedTypes()
            .SelectMany(family =>
                family.GetProperties(BindingFlags.Public | BindingFlags.Static).Select(entry => (family, entry))
            )
            .ToDictionary(
                found => Folded(found.family.Name) + "." + Folded(found.entry.Name),
                found => (Cause)found.entry.GetValue(null)!,
                StringComparer.Ordinal
            );
        var listed = Entries.All.ToDictionary(cause => cause.Id.Replace("-", "", StringComparison.Ordinal));

        Assert.Equal(declared.Keys.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(declared, entry => Assert.Same(entry.Value, listed[entry.Key]));
    }

    [Fact]
    public void Ids_are_written_as_family_and_name_and_found_again()
    {
        Assert.All(Entries.All, cause => Assert.Matches(IdForm(), cause.Id));
        Assert.All(Entries.All, cause => Assert.Same(cause, Entries.Find(cause.Id)));
        Assert.All(Entries.All, cause => Assert.Same(cause, Entries.FindByNumber(cause.Number)));
        Assert.Null(Entries.Find("token.Expired"));
        Assert.Null(Entries.FindByNumber(0));
    }

    [Fact]
    public void Numbers_never_change_and_every_new_one_is_pinned()
    {
        var pinned = File.ReadAllLines(RepositoryFolder.Of("eng", "api", "cause-numbers.txt"));
        var actual = Entries
            .All.OrderBy(cause => cause.Number)
            .Select(cause => string.Create(CultureInfo.InvariantCulture, $"{cause.Id}={cause.Number}"));

        Assert.Equal(pinned, actual);
    }

    [Fact]
    public void Every_cause_that_the_requirements_name_has_an_entry()
    {
        var path = RepositoryFolder.Of("..", "shared", "requirements.md");
        if (!File.Exists(path))
        {
            Assert.Skip("The requirements (../shared beside the repository) are not here: not run.");
        }

        var named = RequiredCauses.Read(File.ReadAllText(path));

        Assert.True(named.Count > 150, "the list was not read");
        Assert.DoesNotContain(named, id => Entries.Find(id) is null);
    }

    [Fact]
    public void A_masked_cause_answers_with_the_status_and_error_of_its_public_cause()
    {
        Assert.All(Entries.All, cause => Assert.Same(cause.Public, cause.Public.Public));
        Assert.All(Entries.All, cause => Assert.Equal(cause.Public.Status, cause.Status));
        Assert.All(Entries.All, cause => Assert.Equal(cause.Public.OAuthError, cause.OAuthError));
        Assert.All(Entries.All, cause => Assert.Equal(cause.Public.GrpcStatus, cause.GrpcStatus));
    }

    [Theory]
    [InlineData("user.unknown", "credentials.rejected")]
    [InlineData("user.disabled", "credentials.rejected")]
    [InlineData("user.locked", "credentials.rejected")]
    [InlineData("password.wrong", "credentials.rejected")]
    [InlineData("digest.response-wrong", "credentials.rejected")]
    [InlineData("access.hidden", "route.unknown")]
    [InlineData("forward.peer-untrusted", "route.unknown")]
    public void What_would_help_an_attacker_is_masked(string id, string publicId)
    {
        Assert.Equal(publicId, Entries.Find(id)!.Public.Id);
    }

    [Fact]
    public void Only_an_account_that_is_shut_is_told_to_who_knows_its_password()
    {
        Assert.Equal(
            ["user.disabled", "user.locked"],
            Entries.All.Where(cause => cause.ToldToOwner).Select(cause => cause.Id)
        );
    }

    [Theory]
    [InlineData("token.expired", 401, "invalid_token")]
    [InlineData("token.scope-insufficient", 403, "insufficient_scope")]
    [InlineData("token.too-old", 401, "insufficient_user_authentication")]
    [InlineData("credentials.malformed", 400, "invalid_request")]
    [InlineData("digest.uri-mismatch", 400, null)]
    [InlineData("certificate.missing", 403, null)]
    [InlineData("csrf.cross-site", 403, null)]
    [InlineData("provider.unreachable", 503, null)]
    [InlineData("route.moved", 308, null)]
    public void Statuses_are_those_of_the_design(string id, int status, string? error)
    {
        var cause = Entries.Find(id)!;

        Assert.Equal(status, cause.Status);
        Assert.Equal(error, cause.OAuthError);
    }

    [Theory]
    [InlineData("401.1", "credentials.rejected")]
    [InlineData("401.2", "credentials.missing")]
    [InlineData("401.3", "access.role-missing")]
    [InlineData("401.4", "access.filter-refused")]
    [InlineData("401.5", "access.application-refused")]
    [InlineData("401.501", "client.concurrency-exceeded")]
    [InlineData("401.502", "client.rate-exceeded")]
    [InlineData("401.503", "client.address-denied")]
    [InlineData("401.504", "client.host-denied")]
    public void Every_number_of_iis_has_its_cause(string substatus, string id)
    {
        Assert.Equal(substatus, Entries.Find(id)!.IisSubstatus);
        Assert.All(Entries.All, cause => Assert.Matches("^(401\\.([1-5]|50[1-4]))?$", cause.IisSubstatus ?? ""));
    }

    [Fact]
    public void A_401_never_tells_the_caller_to_give_up()
    {
        Assert.All(
            Entries.All.Where(cause => cause.Status == 401),
            cause => Assert.NotEqual(NextStep.Stop, cause.Next)
        );
    }

    [Fact]
    public void Statuses_are_ones_that_an_answer_can_have()
    {
        int[] decided = [308, 400, 401, 403, 404, 405, 429, 500, 502, 503, 504];

        Assert.All(Entries.All.Where(cause => !cause.OutsideOnly), cause => Assert.Contains(cause.Status, decided));
        Assert.All(Entries.All, cause => Assert.Contains(cause.GrpcStatus, new[] { 7, 8, 14, 16 }));
    }

    [Theory]
    [InlineData(NextStep.StepUp, "step-up")]
    [InlineData(NextStep.Authenticate, "authenticate")]
    [InlineData(NextStep.Stop, "stop")]
    public void Next_steps_have_the_words_of_the_problem_body(NextStep next, string name)
    {
        Assert.Equal(name, next.ToName());
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\.[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdForm();

    private static string Folded(string name) => name.ToLowerInvariant();
}
