namespace Gatehouse.Decisions.Seeing;

/// <summary>Is told of every refusal, whoever found the cause: a check, a page of our own, or the upstream.</summary>
public interface IRefusalWatch
{
    /// <summary>
    /// A request was refused; <paramref name="kept"/> says whether the journal keeps an entry under
    /// <paramref name="reference"/>. Never blocks and never throws.
    /// </summary>
    void Refused(Decision decision, Refused refused, string reference, int status, bool kept);
}
