using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Decisions.Tests.Seeing;

public sealed class EndingWarningTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(31, null)]
    [InlineData(30, 30)]
    [InlineData(8, 30)]
    [InlineData(7, 7)]
    [InlineData(2, 7)]
    [InlineData(1, 1)]
    [InlineData(0, null)]
    public void A_warning_is_due_at_thirty_seven_and_one_days(int days, int? due) =>
        Assert.Equal(due, EndingWarning.Due(In(days), [], Now)?.Days);

    [Fact]
    public void Each_is_given_once_and_a_later_one_is_not_given_after_an_earlier()
    {
        Assert.Null(EndingWarning.Due(In(20), [30], Now));
        Assert.Equal(7, EndingWarning.Due(In(5), [30], Now)!.Days);
        Assert.Null(EndingWarning.Due(In(5), [7], Now));
        Assert.Equal(
            "The key k_1 of alice (ci) ends within 7 days, at 2026-11-26T12:00:00Z.",
            EndingWarning.Due(In(5), [], Now)!.Summary
        );
    }

    [Fact]
    public void A_key_without_use_for_ninety_days_is_told_once()
    {
        var unused = new Ending(EndingKind.UnusedKey, "k_1", "The key k_1 of alice (ci)", Now - TimeSpan.FromDays(90));
        Assert.Contains(
            "has not been used since",
            EndingWarning.Due(unused, [], Now)!.Summary,
            StringComparison.Ordinal
        );
        Assert.Null(EndingWarning.Due(unused, [90], Now));
        Assert.Null(EndingWarning.Due(unused with { At = Now - TimeSpan.FromDays(89) }, [], Now));
    }

    private static Ending In(int days) =>
        new(EndingKind.Key, "k_1", "The key k_1 of alice (ci)", Now + TimeSpan.FromDays(days));
}
