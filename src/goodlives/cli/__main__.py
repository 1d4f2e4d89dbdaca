from goodlives.cli import main

main()
