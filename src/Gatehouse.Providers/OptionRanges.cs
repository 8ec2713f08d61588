namespace Gatehouse.Providers;

/// <summary>Holds the options to the ranges that they document.</summary>
internal static class OptionRanges
{
    public static void Check(JwtProviderOptions options)
    {
        bool[] sources =
        [
            options.Discover,
            options.KeySetUrl is not null,
            options.KeySetFile is not null,
            options.Secret is not null,
        ];
        if (sources.Count(source => source) != 1)
        {
            throw new ArgumentException(
                $"The provider {options.Name} needs exactly one of discovery, a key set's address, a file and a secret.",
                nameof(options)
            );
        }
        TimeSpan week = TimeSpan.FromDays(7);
        TimeSpan day = TimeSpan.FromDays(1);
        TimeSpan hour = TimeSpan.FromHours(1);
        TimeSpan tenth = TimeSpan.FromMilliseconds(100);
        Within(nameof(options.Timeout), options.Timeout, tenth, TimeSpan.FromMinutes(1));
        Within(nameof(options.MaxDocumentBytes), options.MaxDocumentBytes, 1024, 1024 * 1024);
        Within(nameof(options.RefreshEvery), options.RefreshEvery, TimeSpan.FromSeconds(10), day);
        Within(nameof(options.KeepKeysFor), options.KeepKeysFor, options.RefreshEvery, week);
        Within(nameof(options.UnknownKeyEvery), options.UnknownKeyEvery, TimeSpan.FromSeconds(1), hour);
        Within(nameof(options.CompleteFor), options.CompleteFor, TimeSpan.Zero, hour);
        Within(nameof(options.WaitAtMost), options.WaitAtMost, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Within(nameof(options.RetryAtLatest), options.RetryAtLatest, tenth, hour);
        Within(nameof(options.RetryFirst), options.RetryFirst, tenth, options.RetryAtLatest);
        Within(nameof(options.RetryAfterAtMost), options.RetryAfterAtMost, TimeSpan.Zero, day);
    }

    private static void Within<T>(string name, T value, T least, T most)
        where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
