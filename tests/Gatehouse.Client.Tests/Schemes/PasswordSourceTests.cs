using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Schemes;

public sealed class PasswordSourceTests
{
    private static readonly SignInRequest Request = new()
    {
        Origin = new("https://orders.example"),
        Cause = Causes.Credentials.Missing,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_constant_is_at_hand_at_once_and_has_no_successor()
    {
        var constant = new PasswordCredential("alice", "wonder");
        var source = new PasswordSource(constant);

        Assert.True(source.TryGet(out var held));
        Assert.Same(constant, held);
        Assert.Same(constant, await source.GetAsync(Request, Token));
        Assert.Null(await source.RenewAsync(Request, constant, Token));
    }

    [Fact]
    public async Task Many_who_wait_are_one_question()
    {
        var questions = 0;
        var answer = new TaskCompletionSource<PasswordCredential?>();
        var source = new PasswordSource(
            (_, _) =>
            {
                questions++;
                return new(answer.Task);
            }
        );

        var waiting = Enumerable.Range(0, 20).Select(_ => source.GetAsync(Request, Token).AsTask()).ToArray();
        answer.SetResult(new("alice", "wonder"));

        Assert.All(await Task.WhenAll(waiting), credential => Assert.Equal("alice", credential?.User));
        Assert.Equal(1, questions);
    }

    [Fact]
    public async Task A_no_is_the_answer_for_all_who_waited_and_the_next_is_asked_again()
    {
        var questions = 0;
        var answer = new TaskCompletionSource<PasswordCredential?>();
        var source = new PasswordSource(
            (_, _) =>
            {
                questions++;
                return new(answer.Task);
            }
        );

        var waiting = Enumerable.Range(0, 3).Select(_ => source.GetAsync(Request, Token).AsTask()).ToArray();
        answer.SetResult(null);

        Assert.All(await Task.WhenAll(waiting), Assert.Null);
        Assert.Equal(1, questions);
        Assert.Null(await source.GetAsync(Request, Token));
        Assert.Equal(2, questions);
    }

    [Fact]
    public async Task A_refused_password_is_asked_for_again_with_its_user_and_the_reason()
    {
        var asked = new List<SignInRequest>();
        var source = new PasswordSource(
            (request, _) =>
            {
                asked.Add(request);
                return new(new PasswordCredential("alice", asked.Count == 1 ? "wrong" : "wonder"));
            }
        );
        var first = await source.GetAsync(Request, Token);

        var second = await source.RenewAsync(Request, first!, Token);
        var late = await source.RenewAsync(Request, first!, Token);

        Assert.Equal("wonder", second?.Password);
        Assert.Same(second, late);
        Assert.Equal(2, asked.Count);
        Assert.Equal(Causes.Credentials.Missing, asked[0].Cause);
        Assert.Null(asked[0].User);
        Assert.Equal(Causes.Credentials.Rejected, asked[1].Cause);
        Assert.Equal("alice", asked[1].User);
    }

    [Fact]
    public async Task The_same_wrong_answer_again_is_no_other_one()
    {
        var source = new PasswordSource((_, _) => new(new PasswordCredential("alice", "wrong")));
        var first = await source.GetAsync(Request, Token);

        Assert.Null(await source.RenewAsync(Request, first!, Token));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_leaves_the_question_to_the_others()
    {
        var answer = new TaskCompletionSource<PasswordCredential?>();
        var source = new PasswordSource((_, _) => new(answer.Task));
        using var impatience = new CancellationTokenSource();

        var asker = source.GetAsync(Request, Token).AsTask();
        var impatient = source.GetAsync(Request, impatience.Token).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        answer.SetResult(new("alice", "wonder"));

        Assert.Equal("alice", (await asker)?.User);
    }

    [Fact]
    public async Task Nobody_to_ask_is_no_password()
    {
        var source = PasswordSource.Asking(prompt: null);

        Assert.False(source.TryGet(out _));
        Assert.Null(await source.GetAsync(Request, Token));
    }
}
