namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>What came of reading one text: a value, or what is wrong with it and what to write.</summary>
internal sealed class ScalarReading<T>
{
    private ScalarReading(T? value, string? wrong, string? fix, string? id)
    {
        Value = value;
        Wrong = wrong;
        Fix = fix;
        Id = id;
    }

    public T? Value { get; }

    /// <summary>What is wrong, as the second half of a sentence; null where nothing is.</summary>
    public string? Wrong { get; }

    public string? Fix { get; }

    /// <summary>The problem's id where it is not the kind's own.</summary>
    public string? Id { get; }

    public static ScalarReading<T> Good(T value) => new(value, wrong: null, fix: null, id: null);

    public static ScalarReading<T> Bad(string wrong, string? fix = null, string? id = null) =>
        new(value: default, wrong, fix, id);
}
