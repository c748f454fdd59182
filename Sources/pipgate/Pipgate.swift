import ArgumentParser

@main
struct Pipgate: ParsableCommand {}
