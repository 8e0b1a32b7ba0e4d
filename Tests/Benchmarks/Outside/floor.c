// The least that shows lines in a terminal: reads a file and draws its first page with ncurses.
#define _XOPEN_SOURCE_EXTENDED 1
#define _GNU_SOURCE
#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

int main(int count, char **arguments) {
    FILE *file = count > 1 ? fopen(arguments[1], "r") : NULL;
    if (!file) return 1;
    setlocale(LC_ALL, "");
    char **lines = NULL, *line = NULL;
    size_t capacity = 0, total = 0, room = 0;
    while (getline(&line, &room, file) > 0) {
        if (total == capacity) {
            capacity = capacity ? capacity * 2 : 1024;
            lines = realloc(lines, capacity * sizeof *lines);
        }
        lines[total++] = line;
        line = NULL;
        room = 0;
    }
    initscr();
    cbreak();
    noecho();
    mvprintw(0, 0, "%zu models", total);
    for (int row = 1; row < LINES - 1 && row <= (int)total; row++) {
        mvaddnstr(row, 0, lines[row - 1], COLS);
    }
    mvprintw(LINES - 1, 0, "q quit");
    refresh();
    while (getch() != 'q') {}
    endwin();
    return 0;
}
