using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab;

/// <summary>One cause in one lab: where it is met, and whether <see cref="Lab.Resource"/> refuses for it.</summary>
public sealed class LabCause
{
    private readonly Lab _lab;
    private readonly Exhibit _exhibit;

    internal LabCause(Lab lab, Exhibit exhibit)
    {
        _lab = lab;
        _exhibit = exhibit;
    }

    /// <summary>The entry of the catalogue.</summary>
    public Cause Cause => _exhibit.Cause;

    /// <summary>Where it is met: <c>/{id}</c> on the main address.</summary>
    public Uri Url => new(_lab.Url, _exhibit.Cause.Id);

    /// <summary>What the server does there.</summary>
    public string Scene => _exhibit.Scene;

    /// <summary>What the right client does.</summary>
    public string Client => _exhibit.Client;

    /// <summary>The requests that came to <see cref="Url"/> or below it, oldest first.</summary>
    public IReadOnlyList<LabRequest> Arrived =>
        [.. _lab.Requests.Where(request => _lab.Exhibits.Of(request.Target.Split('?')[0])?.Cause == _exhibit.Cause)];

    /// <summary>
    /// The next request to <see cref="Lab.Resource"/> that would be let through is refused for this cause; those behind it
    /// are not. Orders queue up in the order in which they are given.
    /// </summary>
    public void Once() => Times(1);

    /// <summary>As <see cref="Once"/>, for the next <paramref name="count"/> requests.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public void Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        _lab.Orders.Add(new RefusalOrder(_exhibit, count));
    }

    /// <summary>As <see cref="Once"/>, for every request until <see cref="Never"/>.</summary>
    public void Always() => _lab.Orders.Add(new RefusalOrder(_exhibit, int.MaxValue));

    /// <summary>Takes back every order to refuse for this cause.</summary>
    public void Never() => _lab.Orders.Remove(_exhibit.Cause);
}
