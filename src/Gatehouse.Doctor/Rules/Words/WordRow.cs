using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>Phrases that mean one thing, and what they need around them to mean it.</summary>
internal sealed class WordRow(Cause cause, Strength strength, IReadOnlyList<WordPhrase> phrases)
{
    private readonly List<(Cause Cause, Strength Strength)> _others = [];

    public Cause Cause { get; } = cause;

    public Strength Strength { get; } = strength;

    public IReadOnlyList<WordPhrase> Phrases { get; } = phrases;

    /// <summary>What else the phrases may mean.</summary>
    public IReadOnlyList<(Cause Cause, Strength Strength)> Others => _others;

    /// <summary>Where the phrases count.</summary>
    public WordPlace Places { get; private set; } = WordPlace.Any;

    /// <summary>The product whose phrase it is; null for everybody's.</summary>
    public string? Product { get; private set; }

    /// <summary>The statuses with which the phrases count; empty for those of every refusal.</summary>
    public IReadOnlyList<int> Statuses { get; private set; } = [];

    /// <summary>Other phrases, one of which must stand in the same text; empty for none.</summary>
    public IReadOnlyList<WordPhrase> Companions { get; private set; } = [];

    /// <summary>Whether the phrase is a program's own literal, which an "or" or "if" beside it does not weaken.</summary>
    public bool Literal { get; private set; }

    /// <summary>Whether the phrase says that no credentials arrived.</summary>
    public bool SaysAbsent { get; private set; }

    /// <summary>Whether the phrase counts in an answer of success, too.</summary>
    public bool EvenInSuccess { get; private set; }

    /// <summary>Whether it is a code that names one cause: prose beside it then says no more.</summary>
    public bool IsVerdict { get; private set; }

    public FormattableString? Remedy { get; private set; }

    public Party? RemedyBy { get; private set; }

    public FormattableString? Question { get; private set; }

    public WordRow Also(string cause, Strength strength)
    {
        _others.Add((WordTable.CauseOf(cause), strength));
        return this;
    }

    public WordRow In(WordPlace places)
    {
        Places = places;
        return this;
    }

    public WordRow Of(string product)
    {
        Product = product;
        return this;
    }

    public WordRow At(params int[] statuses)
    {
        Statuses = statuses;
        return this;
    }

    public WordRow Beside(string companion)
    {
        Companions = [.. WordPhrase.Expand(companion).Select(phrase => new WordPhrase(phrase))];
        return this;
    }

    public WordRow AsLiteral()
    {
        Literal = true;
        return this;
    }

    public WordRow AsAbsence()
    {
        SaysAbsent = true;
        return this;
    }

    public WordRow AsVerdict()
    {
        IsVerdict = true;
        return this;
    }

    public WordRow InSuccessToo()
    {
        EvenInSuccess = true;
        return this;
    }

    public WordRow Fix(FormattableString remedy, Party? by = null)
    {
        Remedy = remedy;
        RemedyBy = by;
        return this;
    }

    public WordRow Ask(FormattableString question)
    {
        Question = question;
        return this;
    }
}
